import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Locale, Localised } from '#domain/locale'
import { bytes, instant } from '../columns.ts'
import { campaigns } from './campaigns.ts'
import { staff } from './staff.ts'

/** What a letter that is out says, as plain text: made with its release for the archive's search. */
export const archivedLetters = pgTable(
  'archived_letters',
  {
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    locale: text().$type<Locale>().notNull(),
    title: text().notNull(),
    preheader: text().notNull(),
    /** Title and body in one line, in Unicode normal form C and lower case. */
    words: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.campaignId, table.locale] }),
    index('archived_letters_by_words').using('gin', table.words.op('gin_trgm_ops')),
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
    /** The campaign whose code it carries. */
    campaignId: uuid('campaign_id').references(() => campaigns.id, { onDelete: 'set null' }),
    reportedAt: instant('reported_at').notNull(),
    doneAt: instant('done_at'),
    doneBy: text('done_by').references(() => staff.id),
  },
  (table) => [index('forgery_reports_by_time').on(table.reportedAt)],
)
