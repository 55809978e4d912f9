import { bigserial, boolean, index, integer, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { StaffRole } from '#domain/staff'
import { bytes, instant, plainDate } from '../columns.ts'

// better-auth reads and writes `staff` to `staffVerifications` itself, with its own ids and with `Date`.
const moment = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

export const staff = pgTable('staff', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean('email_verified').notNull(),
  image: text(),
  role: text().$type<StaffRole>().notNull(),
  locale: text().notNull(),
  /** Whether notices of planning come by mail as well; everybody finds them in the list. */
  getsNotices: boolean('gets_notices').notNull().default(true),
  /** Whether a code of six digits is asked for after the password. */
  twoFactorEnabled: boolean('two_factor_enabled').notNull().default(false),
  /** Whoever has left can sign in no more; what they wrote keeps its author. */
  leftAt: moment('left_at'),
  createdAt: moment('created_at').notNull(),
  updatedAt: moment('updated_at').notNull(),
})

export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: text().primaryKey(),
    token: text().notNull().unique(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    expiresAt: moment('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** When its holder last showed a second factor; what is grave asks for a recent one. */
    secondFactorAt: moment('second_factor_at'),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('staff_sessions_by_user').on(table.userId)],
)

export const staffAccounts = pgTable(
  'staff_accounts',
  {
    id: text().primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: moment('access_token_expires_at'),
    refreshTokenExpiresAt: moment('refresh_token_expires_at'),
    scope: text(),
    password: text(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('staff_accounts_by_user').on(table.userId)],
)

export const staffVerifications = pgTable(
  'staff_verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: moment('expires_at').notNull(),
    createdAt: moment('created_at').notNull(),
    updatedAt: moment('updated_at').notNull(),
  },
  (table) => [index('staff_verifications_by_identifier').on(table.identifier)],
)

/** The secret of the authenticator app and the recovery codes of a member of staff, encrypted by better-auth. */
export const staffTwoFactors = pgTable(
  'staff_two_factors',
  {
    id: text().primaryKey(),
    secret: text().notNull(),
    backupCodes: text('backup_codes').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    verified: boolean().notNull().default(true),
    failedVerificationCount: integer('failed_verification_count').notNull().default(0),
    lockedUntil: moment('locked_until'),
  },
  (table) => [index('staff_two_factors_by_user').on(table.userId)],
)

/** Passkeys (WebAuthn credentials) of staff. */
export const staffPasskeys = pgTable(
  'staff_passkeys',
  {
    id: text().primaryKey(),
    name: text(),
    publicKey: text('public_key').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    credentialID: text('credential_id').notNull(),
    counter: integer().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    transports: text(),
    createdAt: moment('created_at'),
    aaguid: text(),
  },
  (table) => [
    index('staff_passkeys_by_user').on(table.userId),
    index('staff_passkeys_by_credential').on(table.credentialID),
  ],
)

/** Keys by which programs use the API; only the hash of a key is kept. */
export const apiKeys = pgTable('api_keys', {
  id: uuid().primaryKey(),
  name: text().notNull(),
  keyHash: bytes('key_hash').notNull().unique(),
  /** What it may do, and never more than whoever made it may now. */
  scopes: text().array().notNull(),
  createdBy: text('created_by')
    .notNull()
    .references(() => staff.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  lastUsedOn: plainDate('last_used_on'),
  revokedAt: instant('revoked_at'),
})

/** An invitation is a one-time link; only the hash of its token is kept. */
export const staffInvitations = pgTable('staff_invitations', {
  id: uuid().primaryKey(),
  tokenHash: bytes('token_hash').notNull().unique(),
  role: text().$type<StaffRole>().notNull(),
  invitedBy: text('invited_by').references(() => staff.id),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  acceptedAt: instant('accepted_at'),
})

/** What staff did, each entry bound to the one before by its hash. No entry names a subscriber. */
export const auditEvents = pgTable('audit_events', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  occurredAt: instant('occurred_at').notNull(),
  /** Id of a member of staff; null for the system itself. */
  actorId: text('actor_id'),
  action: text().notNull(),
  /** Id of what it was done to. */
  subject: text(),
  detail: jsonb().$type<Record<string, string | number>>().notNull(),
  previousHash: text('previous_hash').notNull(),
  hash: text().notNull(),
})
