import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Locale, Localised } from '#domain/locale'
import { bytes, instant } from '../columns.ts'
import { campaigns } from './campaigns.ts'
import { staff } from './staff.ts'

/** What a letter that is out says, as plain text: made with its release, for the archive, its feeds and its search. */
export const archivedLetters = pgTable(
  'archived_letters',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    locale: text().$type<Locale>().notNull(),
    /** As the campaign has it, so that one index puts the archive in order. */
    releasedAt: instant('released_at').notNull(),
    /** The topics that its audience was chosen by; none for a letter to everyone. */
    topics: text().array().notNull(),
    title: text().notNull(),
    preheader: text().notNull(),
    /** The rest of it, as it reads, in one line. */
    body: text().notNull(),
    /** Title, preheader and body as they are compared with what somebody looks for. */
    words: text().notNull(),
    /** The runs of two or three characters by which these words are found. */
    grams: text().array().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.locale] }),
    index('archived_letters_by_time').on(table.releasedAt, table.campaignId),
    index('archived_letters_by_grams').using('gin', table.grams),
    index('archived_letters_by_topic').using('gin', table.topics),
  ],
)

/** The signed statement of what a campaign sent (RFC 7515, Ed25519), as it was made with its release. */
export const letterManifests = pgTable('letter_manifests', {
  campaignId: uuid('campaign_id')
    .primaryKey()
    .references(() => campaigns.id, { onDelete: 'cascade' }),
  /** In compact form. */
  jws: text().notNull(),
  signedAt: instant('signed_at').notNull(),
})

/** What staff add below a letter that is out; the letter itself stays as it was sent. */
export const letterNotes = pgTable(
  'letter_notes',
  {
    id: uuid().primaryKey(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    text: jsonb().$type<Localised>().notNull(),
    authorId: text('author_id')
      .notNull()
      .references(() => staff.id),
    notedAt: instant('noted_at').notNull(),
  },
  (table) => [index('letter_notes_by_campaign').on(table.campaignId, table.notedAt)],
)

/** A message that somebody reported as forged. The message is sealed: it may name whoever received it. */
export const forgeryReports = pgTable(
  'forgery_reports',
  {
    id: uuid().primaryKey(),
    messageSealed: bytes('message_sealed').notNull(),
    /** What it lacked of what our letters carry, by name. */
    missingSigns: text('missing_signs').array().notNull(),
    /** The domain that it says it comes from, and the hosts that it leads to beside ours: what a provider can be told. */
    senderDomain: text('sender_domain'),
    foreignHosts: text('foreign_hosts').array().notNull().default([]),
    /** The campaign whose code it carries. */
    campaignId: uuid('campaign_id').references(() => campaigns.id, { onDelete: 'set null' }),
    reportedAt: instant('reported_at').notNull(),
    doneAt: instant('done_at'),
    doneBy: text('done_by').references(() => staff.id),
  },
  (table) => [index('forgery_reports_by_time').on(table.reportedAt)],
)
