import { z, type OpenAPIHono } from '@hono/zod-openapi'
import { limits } from '#domain/limits'
import type { RefusalCode } from '#domain/refusal'
import { refusals, type ApiProblemCode } from './api-problem.ts'
import { codeSchema, passkeyAnswerSchema } from './pass-on.ts'

/** A path that better-auth answers, in words. */
type AuthPath = {
  readonly path: string
  readonly method?: 'get' | 'post'
  readonly summary: string
  readonly description: string
  readonly needsSession?: boolean
  readonly body?: z.ZodType
  readonly answer: { readonly description: string; readonly schema?: z.ZodType; readonly status?: 200 | 204 }
  readonly refuses: readonly (RefusalCode | ApiProblemCode)[]
}

const password = z.object({ password: z.string() })
const done = z.object({ status: z.literal(true) })
const signedIn = z.looseObject({ user: z.looseObject({ id: z.string(), name: z.string(), email: z.string() }) })
const secondStep = z.object({ twoFactorRedirect: z.literal(true), twoFactorMethods: z.array(z.string()) })
const options = z.looseObject({ challenge: z.string() })
const recoveryCodes = z.array(z.string()).openapi({ description: 'Shown this once. Each works once.' })
const grave = ['step-up-required', 'second-factor-missing'] as const
const tries = ['input-invalid', 'rate-limited'] as const

const signingIn: readonly AuthPath[] = [
  {
    path: 'sign-in/email',
    summary: 'Sign in with address and password',
    description:
      'Sets the session cookie, or, for somebody with an authenticator app, a cookie for the second step and answers with `twoFactorRedirect`.',
    body: z.object({ email: z.string(), password: z.string(), rememberMe: z.boolean().optional() }),
    answer: { description: 'Signed in, or the second step.', schema: z.union([signedIn, secondStep]) },
    refuses: [...tries, 'sign-in-failed', 'address-malformed', 'address-not-supported', 'origin-refused'],
  },
  {
    path: 'two-factor/verify-totp',
    summary: 'Give the code of your authenticator app',
    description: `The second step of signing in, within ${limits.secondStepMinutes} minutes. For somebody who is signed in: the first code of a new authenticator app, with which it counts.`,
    body: codeSchema,
    answer: { description: 'Signed in, with a second factor.', schema: signedIn },
    refuses: [...tries, 'sign-in-expired', 'second-factor-exists'],
  },
  {
    path: 'two-factor/verify-backup-code',
    summary: 'Give a recovery code',
    description: 'The second step of signing in without the authenticator app. Each code works once.',
    body: codeSchema,
    answer: { description: 'Signed in, with a second factor.', schema: signedIn },
    refuses: [...tries, 'sign-in-expired'],
  },
  {
    path: 'passkey/generate-authenticate-options',
    summary: 'Ask for a challenge for a passkey',
    description:
      'Options for `navigator.credentials.get()`, as JSON. They hold for five minutes, by a cookie. With a session they name your own passkeys.',
    answer: { description: 'The options.', schema: options },
    refuses: ['rate-limited'],
  },
  {
    path: 'passkey/verify-authentication',
    summary: 'Sign in with a passkey',
    description: 'Needs no password: the passkey must be unlocked, and so counts as a second factor too.',
    body: passkeyAnswerSchema,
    answer: { description: 'Signed in, with a second factor.', schema: signedIn },
    refuses: [...tries, 'passkey-refused'],
  },
]

const sessions: readonly AuthPath[] = [
  {
    path: 'get-session',
    method: 'get',
    summary: 'Look at your session',
    description: 'The session and whose it is, or null. Looking prolongs nothing.',
    answer: { description: 'The session, or null.', schema: signedIn.nullable() },
    refuses: ['key-not-accepted'],
  },
  {
    path: 'sign-out',
    summary: 'Sign out',
    description: 'Ends this session.',
    answer: { description: 'Signed out.', schema: z.object({ success: z.boolean() }) },
    refuses: ['origin-refused'],
  },
  {
    path: 'revoke-other-sessions',
    summary: 'Sign out everywhere else',
    description: 'Ends every session of yours but this one.',
    needsSession: true,
    answer: { description: 'Ended.', schema: done },
    refuses: ['sign-in-required'],
  },
  {
    path: 'revoke-sessions',
    summary: 'Sign out everywhere',
    description: 'Ends every session of yours, this one too.',
    needsSession: true,
    answer: { description: 'Ended.', schema: done },
    refuses: ['sign-in-required'],
  },
  {
    path: 'change-password',
    summary: 'Change your password',
    description: 'With `revokeOtherSessions` it signs you out everywhere else as well.',
    needsSession: true,
    body: z.object({
      currentPassword: z.string(),
      newPassword: z.string(),
      revokeOtherSessions: z.boolean().optional(),
    }),
    answer: { description: 'Changed.', schema: z.looseObject({}) },
    refuses: [...tries, 'sign-in-required'],
  },
]

const secondFactors: readonly AuthPath[] = [
  {
    path: 'two-factor/enable',
    summary: 'Set up an authenticator app',
    description:
      'Gives the secret as an `otpauth:` URI, to be shown as a QR code, and recovery codes. It counts once `verify-totp` has seen its first code.',
    needsSession: true,
    body: password,
    answer: { description: 'What to show.', schema: z.object({ totpURI: z.string(), backupCodes: recoveryCodes }) },
    refuses: [...tries, ...grave, 'sign-in-required', 'second-factor-exists'],
  },
  {
    path: 'two-factor/disable',
    summary: 'Remove your authenticator app',
    description: 'Takes the recovery codes with it.',
    needsSession: true,
    body: password,
    answer: { description: 'Removed.', schema: done },
    refuses: [...tries, ...grave, 'sign-in-required'],
  },
  {
    path: 'two-factor/generate-backup-codes',
    summary: 'Make new recovery codes',
    description: 'The ones from before stop working.',
    needsSession: true,
    body: password,
    answer: { description: 'The codes.', schema: z.object({ backupCodes: recoveryCodes }) },
    refuses: [...tries, ...grave, 'sign-in-required'],
  },
  {
    path: 'passkey/generate-register-options',
    summary: 'Begin to add a passkey',
    description:
      'Options for `navigator.credentials.create()`, as JSON. Somebody without any second factor gives the password.',
    needsSession: true,
    body: password.partial(),
    answer: { description: 'The options.', schema: options },
    refuses: [...tries, ...grave, 'sign-in-required'],
  },
  {
    path: 'passkey/verify-registration',
    summary: 'Add a passkey',
    description: 'Takes what `navigator.credentials.create()` gave, as JSON. It must have been unlocked.',
    needsSession: true,
    body: passkeyAnswerSchema.extend({ name: z.string() }),
    answer: { description: 'Added.', schema: z.object({ id: z.string(), name: z.string() }) },
    refuses: ['input-invalid', ...grave, 'sign-in-required', 'passkey-refused'],
  },
  {
    path: 'passkey/update-passkey',
    summary: 'Name a passkey',
    description: 'So that you know which of your things it is on.',
    needsSession: true,
    body: z.object({ id: z.string(), name: z.string() }),
    answer: { description: 'Named.', status: 204 },
    refuses: ['input-invalid', ...grave, 'sign-in-required', 'not-found'],
  },
  {
    path: 'passkey/delete-passkey',
    summary: 'Remove a passkey',
    description: 'It stops working at once. Your device may still offer it; delete it there too.',
    needsSession: true,
    body: z.object({ id: z.string() }),
    answer: { description: 'Removed.', schema: done },
    refuses: ['input-invalid', ...grave, 'sign-in-required', 'not-found'],
  },
]

/** Documents what better-auth answers below `/api/auth`, which no route of ours describes. */
export function describeAuth({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>): void {
  for (const { path, method = 'post', summary, description, needsSession, body, answer, refuses } of [
    ...signingIn,
    ...sessions,
    ...secondFactors,
  ]) {
    openAPIRegistry.registerPath({
      method,
      path: `/api/auth/${path}`,
      tags: ['Sign-in'],
      summary,
      description,
      ...(needsSession && { security: [{ session: [] }] }),
      ...(body && { request: { body: { required: true, content: { 'application/json': { schema: body } } } } }),
      responses: {
        [answer.status ?? 200]: {
          description: answer.description,
          ...(answer.schema && { content: { 'application/json': { schema: answer.schema } } }),
        },
        ...refusals(...refuses),
      },
    })
  }
}
