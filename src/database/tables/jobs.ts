import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import type { ProviderName } from '#domain/provider'
import { instant } from '../columns.ts'

/**
 * Every job that is not yet done. A row is written in the transaction of the fact that causes it, rung into BullMQ by
 * the relay, and removed when its handler has finished; what a lost queue forgot is simply rung again.
 */
export const jobOutbox = pgTable(
  'job_outbox',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    payload: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: instant('created_at').notNull(),
    /** Not rung before; null for at once. */
    dueAt: instant('due_at'),
    rungAt: instant('rung_at'),
    rings: integer().notNull().default(0),
    /** Set while a mail of this job is handed over; a process that died in the call leaves it set. */
    attemptingSince: instant('attempting_since'),
    /** The provider to which that mail is handed over; nobody else may send it from then on. */
    attemptedBy: text('attempted_by').$type<ProviderName>(),
    failedAt: instant('failed_at'),
    failureCode: text('failure_code'),
  },
  (table) => [
    index('job_outbox_unrung')
      .on(table.createdAt)
      .where(sql`${table.rungAt} is null`),
    index('job_outbox_unfinished')
      .on(table.rungAt)
      .where(sql`${table.rungAt} is not null and ${table.failedAt} is null`),
  ],
)

/** Counters of `rate-limiter-flexible`; keys are keyed hashes. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
})
