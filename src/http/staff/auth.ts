import { betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { z } from 'zod'
import type { World } from '#actions/world'
import { localeSchema, type Locale } from '#domain/locale'
import { staffRoles, staffRoleSchema, type StaffMember, type StaffRole } from '#domain/staff'
import { passwordLength } from './password.ts'

/** Somebody who is signed in, as the API sees them. */
export type SignedInMember = StaffMember & { readonly name: string; readonly email: string; readonly locale: Locale }

export type NewAccount = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: StaffRole
  readonly locale: Locale
}

/** Sign-in, sessions and passwords of staff. */
export type StaffAuth = {
  /** Answers a request below `/api/auth` with better-auth's own JSON. @throws Error for a bug. */
  handle(request: Request): Promise<Response>
  /** Whoever the session cookie of these headers belongs to. Reads only. */
  findMember(headers: Headers): Promise<SignedInMember | null>
  /** Makes an account; null where there is one with this address already. */
  addAccount(account: NewAccount): Promise<{ staffId: string } | null>
}

export type AuthParts = {
  readonly database: World['database']
  /** The Drizzle tables that better-auth reads and writes. */
  readonly tables: Readonly<Record<'user' | 'session' | 'account' | 'verification', object>>
  readonly publicUrl: string
  /** Signs the session cookie; 32 bytes or more. */
  readonly secret: Uint8Array
}

/** A working day: who holds such a list signs in every morning. */
const sessionSeconds = 12 * 60 * 60

/** The name of the session cookie. `__Host-` (RFC 6265bis §4.1.3.2) needs `Secure`, so plain http goes without. */
export function sessionCookieName(publicUrl: string): string {
  return `${isHttps(publicUrl) ? '__Host-' : ''}northlight-session`
}

const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: staffRoleSchema,
  locale: localeSchema,
})

/**
 * Sets better-auth up for staff: address and password, no public sign-up, sessions of 12 hours in the database without
 * the network address or the browser of anybody. Attempts are counted by `takeSignInAttempt`, under keyed hashes, because
 * better-auth's own counters would store addresses of the network.
 */
export function createAuth({ database, tables, publicUrl, secret }: AuthParts): StaffAuth {
  const secure = isHttps(publicUrl)
  const auth = betterAuth({
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
      },
    },
    // Never prolonged in passing, so that a GET writes nothing.
    session: { expiresIn: sessionSeconds, disableSessionRefresh: true, deferSessionRefresh: true },
    databaseHooks: {
      session: { create: { before: async (session) => ({ data: { ...session, ipAddress: null, userAgent: null } }) } },
    },
    advanced: {
      // The prefix is part of the names below: better-auth itself knows only `__Secure-`.
      useSecureCookies: false,
      defaultCookieAttributes: { secure, sameSite: 'strict', httpOnly: true, path: '/' },
      cookies: {
        session_token: { name: sessionCookieName(publicUrl) },
        dont_remember: { name: `${secure ? '__Host-' : ''}northlight-brief` },
      },
      ipAddress: { disableIpTracking: true },
    },
  })

  return {
    handle: (request) => auth.handler(request),

    async findMember(headers) {
      const session = await auth.api.getSession({ headers })
      return session === null ? null : memberSchema.parse(session.user)
    },

    async addAccount({ name, email, password, role, locale }) {
      const { adapter, password: passwords } = await auth.$context
      const hash = await passwords.hash(password)
      try {
        return await adapter.transaction(async (transaction) => {
          const user = await transaction.create<Record<string, unknown>, { id: string; updatedAt: unknown }>({
            model: 'user',
            data: { name, email, emailVerified: false, role, locale },
          })
          const { id, updatedAt } = user
          const account = { userId: id, accountId: id, providerId: 'credential', password: hash, updatedAt }
          await transaction.create({ model: 'account', data: account })
          return { staffId: id }
        })
      } catch (error) {
        if (isUniqueViolation(error)) return null
        throw error
      }
    },
  }
}

function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith('https:')
}

/** PostgreSQL's 23505, wherever in the chain of causes it stands. */
function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || isUniqueViolation(error.cause)
}
