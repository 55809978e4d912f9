import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core'
import type { Cadence } from '#domain/cadence'
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
    cadence: text().$type<Cadence>().notNull().default('every'),
    /** Observances whose letters they want, where their cadence says that only those are wanted. */
    chosenDays: text('chosen_days').array().notNull().default([]),
    /** Holidays, by their ids in the library's cautions, around which they want no letters. */
    quietDays: text('quiet_days').array().notNull().default([]),
    /** Until when they want no letters at all. */
    pausedUntil: instant('paused_until'),
    /** Gets the text part of every letter alone. */
    isTextOnly: boolean('is_text_only').notNull().default(false),
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

/**
 * What a link that was mailed to a reader opens: their address, name and phrase, sealed with a secret that
 * is in the link and nowhere else. The pages can show them, and still hold no key that opens an address.
 */
export const readerVisits = pgTable(
  'reader_visits',
  {
    id: uuid().primaryKey(),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    sealed: bytes().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [
    index('reader_visits_by_subscriber').on(table.subscriberId),
    index('reader_visits_expiring').on(table.expiresAt),
  ],
)

/** A reader's wish to be written to at another address, until the new address confirms it or the wish expires. */
export const addressChanges = pgTable(
  'address_changes',
  {
    id: uuid().primaryKey(),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .unique()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    emailIndex: bytes('email_index').notNull(),
    suppressionHash: bytes('suppression_hash').notNull(),
    emailSealed: bytes('email_sealed').notNull(),
    requestedAt: instant('requested_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    confirmedAt: instant('confirmed_at'),
    /** The address that was left, sealed, until it has been told. */
    formerSealed: bytes('former_sealed'),
  },
  (table) => [index('address_changes_expiring').on(table.expiresAt)],
)

/** The mail of one month to a reader who wants no single letters. There is never a second one. */
export const digests = pgTable(
  'digests',
  {
    id: uuid().primaryKey(),
    subscriberId: uuid('subscriber_id')
      .notNull()
      .references(() => subscribers.id, { onDelete: 'cascade' }),
    /** As `2026-11`. */
    month: text().notNull(),
    /** The campaigns whose letters it names, in their order. */
    campaignIds: jsonb('campaign_ids').$type<string[]>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [unique('digests_once').on(table.subscriberId, table.month)],
)
