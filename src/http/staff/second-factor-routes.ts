import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { recordAccountChange } from '#actions/record-account-change'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'
import { Refusal } from '#domain/refusal'
import { confirmationWaysOf } from '#domain/second-factor'
import { requireOwnFactor, requireOwnFactorIfAny } from './confirmed.ts'
import { passkeyAnswerSchema, passOn, present, wrongPassword } from './pass-on.ts'
import { readBody } from './request-body.ts'
import type { StaffEnv, StaffParts } from './staff-env.ts'
import { takeSignInAttempt } from './take-sign-in-attempt.ts'

const passwordSchema = z.object({ password: z.string().max(1_000) })

const nameSchema = z.string().trim().min(1).pipe(plainLine(limits.keyNameLengthMax))

const newPasskeySchema = z.object({ password: z.string().max(1_000).optional() })

const passkeySchema = z.object({ id: z.string().max(100) })

const paths = {
  addApp: '/api/auth/two-factor/enable',
  removeApp: '/api/auth/two-factor/disable',
  renewCodes: '/api/auth/two-factor/generate-backup-codes',
  passkeyOptions: '/api/auth/passkey/generate-register-options',
  addPasskey: '/api/auth/passkey/verify-registration',
  namePasskey: '/api/auth/passkey/update-passkey',
  removePasskey: '/api/auth/passkey/delete-passkey',
} as const

/**
 * What somebody does to their own second factors, answered by better-auth. Whoever has one shows it first, so that an
 * open session alone can neither add nor take away one; whoever has none shows the password.
 */
export function secondFactorRoutes({ world, auth, clientAddress }: StaffParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const takeAttempt = (c: Context<StaffEnv>): Promise<void> =>
    takeSignInAttempt(world, { email: parseEmailAddress(c.var.member.email), networkAddress: clientAddress(c) })
  const answer = async (c: Context<StaffEnv>, body: object): Promise<Response> =>
    present(await auth.handle(passOn(c, { body })))

  app.post(paths.addApp, requireOwnFactorIfAny, async (c) => {
    const body = await readBody(c, passwordSchema)
    await takeAttempt(c)
    return answer(c, body)
  })

  app.post(paths.removeApp, requireOwnFactor, async (c) => {
    const body = await readBody(c, passwordSchema)
    await takeAttempt(c)
    const answered = await answer(c, body)
    await recordAccountChange(world, { member: c.var.member, action: 'second-factor-removed', way: 'totp' })
    return answered
  })

  app.post(paths.renewCodes, requireOwnFactor, async (c) => {
    const body = await readBody(c, passwordSchema)
    await takeAttempt(c)
    const answered = await answer(c, body)
    await recordAccountChange(world, { member: c.var.member, action: 'recovery-codes-renewed' })
    return answered
  })

  app.post(paths.passkeyOptions, requireOwnFactorIfAny, async (c) => {
    const { password } = await readBody(c, newPasskeySchema)
    const ways = confirmationWaysOf(await c.var.findSecondFactors(c.var.member.id))
    if (ways.length === 0) {
      await takeAttempt(c)
      if (!(await auth.isPassword(c.req.raw.headers, password ?? ''))) throw wrongPassword('password')
    }
    return present(await auth.handle(passOn(c, { method: 'GET' })))
  })

  app.post(paths.addPasskey, requireOwnFactorIfAny, async (c) => {
    const body = await readBody(c, passkeyAnswerSchema.extend({ name: nameSchema }))
    const answered = await answer(c, body)
    await recordAccountChange(world, { member: c.var.member, action: 'second-factor-added', way: 'passkey' })
    return presentPasskey(answered)
  })

  app.post(paths.namePasskey, requireOwnFactorIfAny, async (c) => {
    const body = await readBody(c, passkeySchema.extend({ name: nameSchema }))
    await requireOwnPasskey(c, body.id)
    await answer(c, body)
    return c.body(null, 204)
  })

  app.post(paths.removePasskey, requireOwnFactor, async (c) => {
    const body = await readBody(c, passkeySchema)
    await requireOwnPasskey(c, body.id)
    const answered = await answer(c, body)
    await recordAccountChange(world, { member: c.var.member, action: 'second-factor-removed', way: 'passkey' })
    return answered
  })

  return app
}

/** @throws Refusal `not-found` for what is no passkey of whoever is signed in */
async function requireOwnPasskey(c: Context<StaffEnv>, id: string): Promise<void> {
  const { passkeys } = await c.var.findSecondFactors(c.var.member.id)
  if (!passkeys.some((passkey) => passkey.id === id)) throw new Refusal('not-found')
}

/** Of a passkey only what its owner knows it by. */
async function presentPasskey(answer: Response): Promise<Response> {
  const { id, name } = z.object({ id: z.string(), name: z.string() }).parse(await answer.json())
  return new Response(JSON.stringify({ id, name }), answer)
}
