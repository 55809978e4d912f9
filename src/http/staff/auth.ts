import { isAPIError } from 'better-auth/api'
import { z } from 'zod'
import type { Locale } from '#domain/locale'
import { localeSchema } from '#domain/locale-schema'
import type { ConfirmationWay } from '#domain/second-factor'
import { staffRoleSchema, type StaffMember, type StaffRole } from '#domain/staff'
import { configureAuth, type AuthParts } from './configure-auth.ts'

/** A session, as its holder may know it. */
export type StaffSession = {
  readonly id: string
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  /** When its holder last showed a second factor. */
  readonly secondFactorAt: Temporal.Instant | null
}

/** A member of staff, as the API sees them. */
export type SignedInMember = StaffMember & {
  readonly name: string
  readonly email: string
  readonly locale: Locale
  /** How they signed in; null where a program uses a key of theirs. */
  readonly session: StaffSession | null
  /** The key that a program uses. */
  readonly keyId?: string
}

export type NewAccount = {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly role: StaffRole
  readonly locale: Locale
}

/** Sign-in, second factors, sessions and passwords of staff. */
export type StaffAuth = {
  /** Answers a request below `/api/auth` with better-auth's own JSON. @throws Error for a bug. */
  handle(request: Request): Promise<Response>
  /** Whoever the session cookie of these headers belongs to; nobody who has left. Reads only. */
  findMember(headers: Headers): Promise<SignedInMember | null>
  /** Makes an account; null where there is one with this address already. */
  addAccount(account: NewAccount): Promise<{ staffId: string } | null>
  /** Whether this is the password of whoever is signed in. */
  isPassword(headers: Headers, password: string): Promise<boolean>
  /** Whether a code is right, for whoever is signed in. A recovery code is used up by it. */
  isCode(headers: Headers, way: Exclude<ConfirmationWay, 'passkey'>, code: string): Promise<boolean>
  /** Whose passkey answered, in a request that would sign in with it; null for an answer that is not right. */
  findPasskeyHolder(request: Request): Promise<string | null>
  /** How many recovery codes somebody with an authenticator app has left. */
  countRecoveryCodes(staffId: string): Promise<number>
  /** The sessions of whoever is signed in. */
  listSessions(headers: Headers): Promise<StaffSession[]>
  /** Ends a session of whoever is signed in; false where they have none of this id. */
  endSession(headers: Headers, id: string): Promise<boolean>
}

const moment = z.date().transform((date) => date.toTemporalInstant())

const sessionSchema = z.object({
  id: z.string(),
  createdAt: moment,
  expiresAt: moment,
  secondFactorAt: moment.nullish().transform((instant) => instant ?? null),
})

const memberSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: staffRoleSchema,
  locale: localeSchema,
})

const passkeySchema = z.object({ session: z.object({ token: z.string(), userId: z.string() }) })

/** Sign-in for staff, by better-auth. */
export function createAuth(parts: AuthParts): StaffAuth {
  const auth = configureAuth(parts)
  const { api } = auth

  return {
    handle: (request) => auth.handler(request),

    async findMember(headers) {
      const found = await api.getSession({ headers })
      if (found === null || found.user.leftAt) return null
      return { ...memberSchema.parse(found.user), session: sessionSchema.parse(found.session) }
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

    isPassword: (headers, password) => isAccepted(api.verifyPassword({ headers, body: { password } })),

    isCode: (headers, way, code) =>
      isAccepted(
        way === 'totp'
          ? api.verifyTOTP({ headers, body: { code } })
          : api.verifyBackupCode({ headers, body: { code, disableSession: true } }),
      ),

    async findPasskeyHolder(request) {
      const answer = await auth.handler(request)
      if (!answer.ok) return null
      // Better-auth signs in with it; here it only confirms the session that there is.
      const { session } = passkeySchema.parse(await answer.json())
      const { internalAdapter } = await auth.$context
      await internalAdapter.deleteSession(session.token)
      return session.userId
    },

    async countRecoveryCodes(staffId) {
      const { backupCodes } = await api.viewBackupCodes({ body: { userId: staffId } })
      return backupCodes.length
    },

    async listSessions(headers) {
      return sessionSchema.array().parse(await api.listSessions({ headers }))
    },

    async endSession(headers, id) {
      const session = (await api.listSessions({ headers })).find((one) => one.id === id)
      if (session === undefined) return false
      await api.revokeSession({ headers, body: { token: session.token } })
      return true
    },
  }
}

/** Whether better-auth has no objection. @throws whatever is no objection */
async function isAccepted(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer
    return true
  } catch (error) {
    if (isAPIError(error)) return false
    throw error
  }
}

/** PostgreSQL's 23505, wherever in the chain of causes it stands. */
function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === '23505') || isUniqueViolation(error.cause)
}
