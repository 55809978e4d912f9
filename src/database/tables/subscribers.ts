import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { SuppressionReason } from '#domain/suppression'
import type { ConsentKind } from '#domain/consent'
import type { Locale } from '#domain/locale'
import { bytes, instant } from '../columns.ts'
import { topics } from './content.ts'

/**
 * One row per person who once confirmed. `confirmedAt` is the consent now in force and `endedAt` its end; earlier
 * consents of somebody who left and came back stand in `consent_events`.
 */
export const subscribers = pgTable(
  'subscribers',
  {
    id: uuid().primaryKey(),
    /** HMAC of the address; null once erased. */
    emailIndex: bytes('email_index').unique(),
    /** Joins `suppressions`; null once erased. */
    suppressionHash: bytes('suppression_hash'),
    emailSealed: bytes('email_sealed'),
    nameSealed: bytes('name_sealed'),
    phraseSealed: bytes('phrase_sealed'),
    locale: text().$type<Locale>().notNull(),
    timeZone: text('time_zone'),
    confirmedAt: instant('confirmed_at').notNull(),
    endedAt: instant('ended_at'),
    erasedAt: instant('erased_at'),
  },
  (table) => [
    index('subscribers_active')
      .on(table.id)
      .where(sql`${table.endedAt} is null`),
    check(
      'subscribers_reachable',
      sql`${table.endedAt} is not null or (${table.emailSealed} is not null and ${table.emailIndex} is not null and ${table.suppressionHash} is not null)`,
    ),
  ],
)

export const subscriberTopics = pgTable(
  'subscriber_topics',
  {
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    topicId: text('topic_id')
      .notNull()
      .references(() => topics.id),
  },
  (table) => [
    primaryKey({ columns: [table.subscriberId, table.topicId] }),
    index('subscriber_topics_by_topic').on(table.topicId),
  ],
)

/** A request that nobody has confirmed. It expires with its address; confirming it leaves only the consent event. */
export const pendingSubscriptions = pgTable(
  'pending_subscriptions',
  {
    id: uuid().primaryKey(),
    emailIndex: bytes('email_index').notNull().unique(),
    suppressionHash: bytes('suppression_hash').notNull(),
    emailSealed: bytes('email_sealed'),
    locale: text().$type<Locale>().notNull(),
    timeZone: text('time_zone'),
    topics: text().array().notNull(),
    requestedAt: instant('requested_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    subscriberId: uuid('subscriber_id').references(() => subscribers.id),
  },
  (table) => [index('pending_subscriptions_expiring').on(table.expiresAt)],
)

/** Evidence of consent and of its withdrawal (GDPR Art. 7(1)); rows are never changed or removed, a trigger sees to it. */
export const consentEvents = pgTable(
  'consent_events',
  {
    id: uuid().primaryKey(),
    /** Keyed hash of the address, which outlives erasure. */
    subject: bytes().notNull(),
    kind: text().$type<ConsentKind>().notNull(),
    wordingId: text('wording_id'),
    wordingVersion: integer('wording_version'),
    locale: text().$type<Locale>().notNull(),
    /** The form, page or import by which it came. */
    source: text().notNull(),
    /** The letter by whose link somebody left. */
    campaignId: uuid('campaign_id'),
    occurredAt: instant('occurred_at').notNull(),
  },
  (table) => [
    index('consent_events_by_subject').on(table.subject, table.occurredAt),
    index('consent_events_by_campaign')
      .on(table.campaignId)
      .where(sql`${table.campaignId} is not null`),
  ],
)

/** Addresses that must not be mailed, as keyed hashes. A lifted suppression keeps its row. */
export const suppressions = pgTable(
  'suppressions',
  {
    addressHash: bytes('address_hash').notNull(),
    reason: text().$type<SuppressionReason>().notNull(),
    suppressedAt: instant('suppressed_at').notNull(),
    liftedAt: instant('lifted_at'),
  },
  (table) => [primaryKey({ columns: [table.addressHash, table.reason] })],
)
