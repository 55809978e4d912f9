import type { Context } from 'hono'
import { z } from 'zod'
import { Refusal } from '#domain/refusal'
import { ApiRefusal } from './api-refusal.ts'
import { InvalidInput } from './invalid-input.ts'
import type { StaffEnv } from './staff-env.ts'

/** A code as people copy it, with spaces or without. */
export const codeSchema = z.object({
  code: z
    .string()
    .max(100)
    .transform((code) => code.replaceAll(/\s/g, '')),
})

/** What `navigator.credentials.get()` or `.create()` gave, as JSON (WebAuthn Level 3 §5.1). */
export const passkeyAnswerSchema = z.object({ response: z.looseObject({ id: z.string().max(2_000) }) })

/** What of a request better-auth gets in place of what came. */
type PassedOn = { readonly path?: string; readonly method?: 'GET' | 'POST'; readonly body?: object }

/** The request as better-auth gets it: its body has been read already, and is written anew. */
export function passOn(c: Context<StaffEnv>, { path = c.req.path, method = 'POST', body = {} }: PassedOn): Request {
  const headers = new Headers(c.req.raw.headers)
  headers.delete('Content-Length')
  return new Request(new URL(path, c.req.url), {
    method,
    headers,
    ...(method === 'POST' && { body: JSON.stringify(body) }),
  })
}

/** Better-auth's codes for what a person can mend, as our refusals. */
const refusalsByCode: Readonly<Record<string, () => Error>> = {
  PASSWORD_TOO_SHORT: () => new InvalidInput([{ field: 'newPassword', code: 'password-too-short' }]),
  PASSWORD_TOO_LONG: () => new InvalidInput([{ field: 'newPassword', code: 'password-too-long' }]),
  INVALID_CODE: wrongCode,
  INVALID_BACKUP_CODE: wrongCode,
  INVALID_TWO_FACTOR_COOKIE: () => new ApiRefusal('sign-in-expired'),
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: () => new ApiRefusal('sign-in-expired'),
  TOTP_NOT_ENABLED: () => new ApiRefusal('sign-in-expired'),
  BACKUP_CODES_NOT_ENABLED: () => new ApiRefusal('sign-in-expired'),
  ACCOUNT_TEMPORARILY_LOCKED: () => new Refusal('rate-limited'),
  TOTP_ALREADY_ENABLED: () => new Refusal('second-factor-exists'),
  TWO_FACTOR_NOT_ENABLED: () => new ApiRefusal('second-factor-missing'),
  PASSKEY_NOT_FOUND: () => new ApiRefusal('passkey-refused'),
  CHALLENGE_NOT_FOUND: () => new ApiRefusal('passkey-refused'),
  AUTHENTICATION_FAILED: () => new ApiRefusal('passkey-refused'),
  FAILED_TO_VERIFY_REGISTRATION: () => new ApiRefusal('passkey-refused'),
  YOU_ARE_NOT_ALLOWED_TO_REGISTER_THIS_PASSKEY: () => new ApiRefusal('passkey-refused'),
}

/** Says that a code is not right, or was used before. */
export function wrongCode(): InvalidInput {
  return new InvalidInput([{ field: 'code', code: 'code-wrong' }])
}

/** Says that a password is not the one of whoever is signed in. */
export function wrongPassword(field: string): InvalidInput {
  return new InvalidInput([{ field, code: 'password-wrong' }])
}

/**
 * Better-auth's answer, with its refusals as ours and without the session token: that is in the cookie, where no script
 * can read it.
 * @param passwordField where the request had the password, if it had one
 */
export async function present(
  answer: Response,
  { passwordField = 'password' }: { passwordField?: string } = {},
): Promise<Response> {
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok) throw refusalOf(answer.status, codeOf(body), passwordField)
  const headers = new Headers(answer.headers)
  headers.delete('Content-Length')
  return new Response(JSON.stringify(withoutToken(body)), { status: answer.status, headers })
}

/**
 * A challenge for a passkey, which must be unlocked: better-auth would only prefer that, though the answer to it is
 * refused without.
 */
export async function presentChallenge(answer: Response): Promise<Response> {
  const presented = await present(answer)
  const options = { ...z.looseObject({}).parse(await presented.json()), userVerification: 'required' }
  return new Response(JSON.stringify(options), presented)
}

function refusalOf(status: number, code: string, passwordField: string): Error {
  if (code === 'INVALID_PASSWORD') return wrongPassword(passwordField)
  const refusal = refusalsByCode[code]?.()
  if (refusal) return refusal
  if (status >= 500) return new Error(`better-auth answered with ${status}.`)
  if (status === 401) return new ApiRefusal('sign-in-failed')
  // Two used the same code at once, and this one came second.
  if (status === 409) return wrongCode()
  return new Refusal('input-invalid')
}

function codeOf(body: unknown): string {
  return errorSchema.safeParse(body).data?.code ?? ''
}

const errorSchema = z.object({ code: z.string() })

function withoutToken(body: unknown): unknown {
  if (body === null || typeof body !== 'object') return body
  const entries = Object.entries(body).filter(([name]) => name !== 'token')
  return Object.fromEntries(entries.map(([name, value]) => [name, name === 'session' ? withoutToken(value) : value]))
}
