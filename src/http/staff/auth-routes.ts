import { Hono, type Context } from 'hono'
import { z } from 'zod'
import { recordAccountChange } from '#actions/record-account-change'
import { parseEmailAddress, type EmailAddress } from '#domain/email-address'
import { Refusal } from '#domain/refusal'
import { ApiRefusal } from './api-refusal.ts'
import { keyIn } from './find-caller.ts'
import { InvalidInput } from './invalid-input.ts'
import { codeSchema, passkeyAnswerSchema, passOn, present, presentChallenge } from './pass-on.ts'
import { passwordFault } from './password.ts'
import { readBody } from './request-body.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { requireMember, type StaffEnv, type StaffParts } from './staff-env.ts'
import { takeNetworkAttempt, takeSignInAttempt } from './take-sign-in-attempt.ts'

const signInSchema = z.object({
  email: z.string().max(1_000),
  password: z.string().max(1_000),
  rememberMe: z.boolean().optional(),
})

const newPasswordSchema = z.object({
  currentPassword: z.string().max(1_000),
  newPassword: z.string().max(1_000),
  revokeOtherSessions: z.boolean().optional(),
})

/**
 * What better-auth may be asked for from outside, beside the second factors of whoever is signed in. Everything else
 * that it can do (sign-up, social sign-in, changes of address, devices that are trusted, its HTML error page) is not
 * there. Challenges for passkeys are asked for with POST, since making one is a write.
 */
const paths = {
  signIn: '/api/auth/sign-in/email',
  verifyCode: '/api/auth/two-factor/verify-totp',
  verifyRecoveryCode: '/api/auth/two-factor/verify-backup-code',
  passkeyChallenge: '/api/auth/passkey/generate-authenticate-options',
  verifyPasskey: '/api/auth/passkey/verify-authentication',
  signOut: '/api/auth/sign-out',
  session: '/api/auth/get-session',
  changePassword: '/api/auth/change-password',
  endOtherSessions: '/api/auth/revoke-other-sessions',
  endSessions: '/api/auth/revoke-sessions',
} as const

/** Sign-in in one step or two, sign-out and sessions, answered by better-auth. */
export function authRoutes(parts: StaffParts): Hono<StaffEnv> {
  const { world, auth, clientAddress } = parts
  const app = new Hono<StaffEnv>()
  const takeAttempt = (c: Context<StaffEnv>, email: EmailAddress): Promise<void> =>
    takeSignInAttempt(world, { email, networkAddress: clientAddress(c) })
  const answer = async (c: Context<StaffEnv>, body: object = {}): Promise<Response> =>
    present(await auth.handle(passOn(c, { body })))
  // A session from before ends with the new one, so that a planted cookie is worth nothing.
  const replaceSession = async (c: Context<StaffEnv>, body: object): Promise<Response> => {
    const earlier = await c.var.findMember()
    const answered = await answer(c, body)
    if (earlier) await auth.handle(passOn(c, { path: paths.signOut }))
    return answered
  }

  app.use('/api/auth/*', async (c, next) => {
    if (keyIn(c.req.raw.headers) !== null) throw new ApiRefusal('key-not-accepted')
    await next()
  })

  app.post(paths.signIn, async (c) => {
    const body = await readBody(c, signInSchema)
    const email = parseEmailAddress(body.email)
    await takeAttempt(c, email)
    return replaceSession(c, { ...body, email })
  })

  // The second step of signing in; for whoever is signed in, the first code of a new authenticator app.
  app.post(paths.verifyCode, async (c) => {
    const body = await readBody(c, codeSchema)
    await takeNetworkAttempt(world, clientAddress(c))
    const member = await c.var.findMember()
    if (member && (await c.var.findSecondFactors(member.id)).totp) throw new Refusal('second-factor-exists')
    const answered = await answer(c, body)
    if (member) await recordAccountChange(world, { member, action: 'second-factor-added', way: 'totp' })
    return answered
  })

  app.post(paths.verifyRecoveryCode, async (c) => {
    const body = await readBody(c, codeSchema)
    await takeNetworkAttempt(world, clientAddress(c))
    if (await c.var.findMember()) throw new ApiRefusal('sign-in-expired')
    return answer(c, body)
  })

  app.post(paths.passkeyChallenge, async (c) => {
    await takeNetworkAttempt(world, clientAddress(c))
    return presentChallenge(await auth.handle(passOn(c, { method: 'GET' })))
  })

  app.post(paths.verifyPasskey, async (c) => {
    const body = await readBody(c, passkeyAnswerSchema)
    await takeNetworkAttempt(world, clientAddress(c))
    return replaceSession(c, body)
  })

  app.post(paths.signOut, async (c) => answer(c))

  app.get(paths.session, async (c) => present(await auth.handle(c.req.raw)))

  app.post(paths.changePassword, requireMember, async (c) => {
    const { member } = c.var
    await takeAttempt(c, parseEmailAddress(member.email))
    const body = await readBody(c, newPasswordSchema)
    const fault = passwordFault(body.newPassword, member.email)
    if (fault) throw new InvalidInput([{ field: 'newPassword', code: fault }])
    const answered = await present(await auth.handle(passOn(c, { body })), { passwordField: 'currentPassword' })
    await recordAccountChange(world, { member, action: 'password-changed' })
    return answered
  })

  for (const path of [paths.endOtherSessions, paths.endSessions]) {
    app.post(path, requireMember, async (c) => answer(c))
  }

  app.route('/', secondFactorRoutes(parts))
  return app
}
