import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { ProviderName } from '#domain/provider'
import type { BounceKind, ProviderEventKind } from '#domain/provider-event'
import { instant, plainDate } from '../columns.ts'

/** What is known of each way by which mail leaves. A provider without a row has never been used. */
export const mailProviders = pgTable('mail_providers', {
  name: text().$type<ProviderName>().primaryKey(),
  /** While set, nothing goes by it until a person says so: it refused us, or staff stopped it. */
  stoppedAt: instant('stopped_at'),
  /** The code of the refusal, or `staff`. */
  stopReason: text('stop_reason'),
  /** Batches in a row that it failed, and since when; both cleared by the next that goes well. */
  failingBatches: integer('failing_batches').notNull().default(0),
  failingSince: instant('failing_since'),
  /** It rests until then; whoever comes first after that tries it with one batch. */
  restsUntil: instant('rests_until'),
  /** The first day on which a new sender's domain warms up; null for one that is known. */
  warmUpStartsOn: plainDate('warm_up_starts_on'),
})

/** Messages handed to a provider on one day (UTC) while its domain warms up. */
export const mailProviderDays = pgTable(
  'mail_provider_days',
  {
    provider: text().$type<ProviderName>().notNull(),
    day: plainDate().notNull(),
    handedOver: integer('handed_over').notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.day] })],
)

/** What providers and readers' servers told of single messages. Nothing personal: the reference is random to outsiders. */
export const providerEvents = pgTable(
  'provider_events',
  {
    /** The sender's own id of the event, so that it counts once. */
    id: text().primaryKey(),
    provider: text().$type<ProviderName>().notNull(),
    kind: text().$type<ProviderEventKind>().notNull(),
    bounceKind: text('bounce_kind').$type<BounceKind>(),
    reference: text(),
    occurredAt: instant('occurred_at').notNull(),
    arrivedAt: instant('arrived_at').notNull(),
    /** The last time that no delivery was found for it. */
    triedAt: instant('tried_at'),
    appliedAt: instant('applied_at'),
  },
  (table) => [
    index('provider_events_open')
      .on(table.arrivedAt)
      .where(sql`${table.appliedAt} is null`),
  ],
)

/** The pulse of sending: rises with every beat, and tells how long nobody was there and whether time went backwards. */
export const sendingPulse = pgTable(
  'sending_pulse',
  {
    id: integer().primaryKey().default(1),
    beat: bigint({ mode: 'number' }).notNull(),
    beatenAt: instant('beaten_at').notNull(),
  },
  (table) => [check('sending_pulse_single', sql`${table.id} = 1`)],
)
