import { bigserial, boolean, index, jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import type { StaffRole } from '#domain/staff'
import { bytes, instant } from '../columns.ts'

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
