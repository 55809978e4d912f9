import { z } from '@hono/zod-openapi'
import { Hono, type Context } from 'hono'
import { parseEmailAddress, type EmailAddress } from '#domain/email-address'
import { Refusal } from '#domain/refusal'
import { ApiRefusal } from './api-refusal.ts'
import { faultsOf, InvalidInput, type Fault } from './invalid-input.ts'
import { requireMember, type StaffEnv, type StaffParts } from './staff-env.ts'
import { takeSignInAttempt } from './take-sign-in-attempt.ts'

const signInSchema = z.object({
  email: z.string().max(1_000),
  password: z.string().max(1_000),
  rememberMe: z.boolean().optional(),
})

/**
 * What better-auth may be asked for from outside. Everything else that it can do (sign-up, social sign-in, changes of
 * address, its HTML error page) is not there.
 */
const paths = {
  signIn: '/api/auth/sign-in/email',
  signOut: '/api/auth/sign-out',
  session: '/api/auth/get-session',
  changePassword: '/api/auth/change-password',
  endOtherSessions: '/api/auth/revoke-other-sessions',
} as const

/** Sign-in, sign-out and sessions, answered by better-auth. */
export function authRoutes({ world, auth, clientAddress }: StaffParts): Hono<StaffEnv> {
  const app = new Hono<StaffEnv>()
  const attempt = (c: Context<StaffEnv>, email: EmailAddress): Promise<void> =>
    takeSignInAttempt(world, { email, networkAddress: clientAddress(c) })

  app.post(paths.signIn, async (c) => {
    const body = signInSchema.safeParse(await c.req.json())
    if (!body.success) throw new InvalidInput(faultsOf(body.error.issues))
    const email = parseEmailAddress(body.data.email)
    await attempt(c, email)
    const earlier = await c.var.findMember()
    const answer = await present(await auth.handle(passOn(c, { body: { ...body.data, email } })))
    // A session from before ends with the new one, so that a planted cookie is worth nothing.
    if (earlier) await auth.handle(passOn(c, { path: paths.signOut, body: {} }))
    return answer
  })

  app.post(paths.signOut, async (c) => present(await auth.handle(passOn(c, { body: {} }))))

  app.get(paths.session, async (c) => present(await auth.handle(c.req.raw)))

  app.post(paths.changePassword, requireMember, async (c) => {
    await attempt(c, parseEmailAddress(c.var.member.email))
    return present(await auth.handle(passOn(c, { body: z.looseObject({}).parse(await c.req.json()) })))
  })

  app.post(paths.endOtherSessions, requireMember, async (c) => present(await auth.handle(passOn(c, { body: {} }))))

  return app
}

/** The request as better-auth gets it: its body has been read already, and is written anew. */
function passOn(c: Context, { path = c.req.path, body }: { path?: string; body: object }): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete('Content-Length')
  return new Request(new URL(path, c.req.url), { method: 'POST', headers, body: JSON.stringify(body) })
}

/** Better-auth's codes for what a person can mend. */
const faultsByCode: Readonly<Record<string, Fault>> = {
  INVALID_PASSWORD: { field: 'currentPassword', code: 'password-wrong' },
  PASSWORD_TOO_SHORT: { field: 'newPassword', code: 'password-too-short' },
  PASSWORD_TOO_LONG: { field: 'newPassword', code: 'password-too-long' },
}

/**
 * Better-auth's answer, with its refusals as ours and without the session token: that is in the cookie, where no script
 * can read it.
 */
async function present(answer: Response): Promise<Response> {
  if (answer.status >= 500) throw new Error(`better-auth answered with ${answer.status}.`)
  if (answer.status === 401) throw new ApiRefusal('sign-in-failed')
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok) {
    const fault = faultsByCode[errorSchema.safeParse(body).data?.code ?? '']
    throw fault ? new InvalidInput([fault]) : new Refusal('input-invalid')
  }
  const headers = new Headers(answer.headers)
  headers.delete('Content-Length')
  return new Response(JSON.stringify(withoutToken(body)), { status: answer.status, headers })
}

const errorSchema = z.object({ code: z.string() })

function withoutToken(body: unknown): unknown {
  if (body === null || typeof body !== 'object') return body
  const entries = Object.entries(body).filter(([name]) => name !== 'token')
  return Object.fromEntries(entries.map(([name, value]) => [name, name === 'session' ? withoutToken(value) : value]))
}
