import { passkey } from '@better-auth/passkey'
import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { APIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { noteSecondFactor } from '#actions/note-second-factor'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { staffRoles } from '#domain/staff'
import { waitSeconds } from '../problem.ts'
import { passwordLength } from './password.ts'
import { guardSecondFactor } from './second-factor-guard.ts'

export type AuthParts = {
  readonly world: World
  /** The Drizzle tables that better-auth reads and writes. */
  readonly tables: Readonly<Record<'user' | 'session' | 'account' | 'verification' | 'twoFactor' | 'passkey', object>>
  /** Signs the cookies and encrypts second factors; 32 bytes or more. */
  readonly secret: Uint8Array
}

/** A working day: who holds such a list signs in every morning. */
const sessionSeconds = 12 * 60 * 60

/** The name of the session cookie. `__Host-` (RFC 6265bis §4.1.3.2) needs `Secure`, so plain http goes without. */
export function sessionCookieName(publicUrl: string): string {
  return cookieName(publicUrl, 'session')
}

function cookieName(publicUrl: string, purpose: string): string {
  return `${isHttps(publicUrl) ? '__Host-' : ''}northlight-${purpose}`
}

/** Where a session begins, or begins anew, because somebody has just shown a second factor. */
const secondFactorPaths: readonly (string | undefined)[] = [
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]

/**
 * Sets better-auth up for staff: address and password, no public sign-up, an authenticator app with recovery codes,
 * passkeys, sessions of 12 hours in the database without the network address or the browser of anybody. Attempts are
 * counted by budgets of our own under keyed hashes, because better-auth's counters would store addresses of the network.
 */
export function configureAuth({ world, tables, secret }: AuthParts) {
  const { database, publicUrl } = world
  return betterAuth({
    appName: 'Northlight',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: secret.toBase64(),
    trustedOrigins: [publicUrl],
    database: drizzleAdapter(database, { provider: 'pg', schema: { ...tables }, transaction: true }),
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { throw: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
    },
    user: {
      additionalFields: {
        role: { type: [...staffRoles], required: true, input: false },
        locale: { type: 'string', required: true, input: false },
        leftAt: { type: 'date', required: false, input: false },
      },
    },
    // Never prolonged in passing, so that a GET writes nothing.
    session: {
      expiresIn: sessionSeconds,
      disableSessionRefresh: true,
      deferSessionRefresh: true,
      additionalFields: { secondFactorAt: { type: 'date', required: false, input: false } },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }),
          after: async ({ id }, context) => {
            if (secondFactorPaths.includes(context?.path)) await noteSecondFactor(world, { sessionId: id })
          },
        },
      },
    },
    plugins: [
      guardSecondFactor(world),
      twoFactor({
        issuer: new URL(publicUrl).hostname,
        twoFactorCookieMaxAge: limits.secondStepMinutes * 60,
        accountLockout: { durationSeconds: waitSeconds },
        backupCodeOptions: { amount: limits.recoveryCodes },
      }),
      passkey({
        rpID: new URL(publicUrl).hostname,
        rpName: 'Northlight',
        origin: publicUrl,
        // A passkey stands for both factors: the device, and the finger or PIN that unlocks it.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: async ({ verification }) => requireVerifiedUser(verification.registrationInfo),
        },
        authentication: {
          afterVerification: async ({ verification }) => requireVerifiedUser(verification.authenticationInfo),
        },
      }),
    ],
    advanced: {
      // The prefix is part of the names below: better-auth itself knows only `__Secure-`.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps(publicUrl), sameSite: 'strict', httpOnly: true, path: '/' },
      cookies: {
        session_token: { name: sessionCookieName(publicUrl) },
        dont_remember: { name: cookieName(publicUrl, 'brief') },
        two_factor: { name: cookieName(publicUrl, 'second-step') },
        trust_device: { name: cookieName(publicUrl, 'trusted') },
        'better-auth-passkey': { name: cookieName(publicUrl, 'passkey') },
      },
      ipAddress: { disableIpTracking: true },
    },
  })
}

function requireVerifiedUser(told: { readonly userVerified: boolean } | undefined): void {
  if (!told?.userVerified)
    throw new APIError('UNAUTHORIZED', { code: 'AUTHENTICATION_FAILED', message: 'The user was not verified.' })
}

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}
