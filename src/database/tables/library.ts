import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import type { Fact } from '#domain/fact'
import type { LibraryKind } from '#domain/library-entry'
import { bytes, instant } from '../columns.ts'
import { staff } from './staff.ts'

/**
 * What an organisation has of the seed library, beside topics and facts: observances, issues, playbooks and texts. Each
 * entry has the form that `library-entry.ts` gives its kind.
 */
export const libraryEntries = pgTable(
  'library_entries',
  {
    kind: text().$type<LibraryKind>().notNull(),
    id: text().notNull(),
    entry: jsonb().notNull(),
    /** The hash of the seed that it was last taken from; null for what the organisation made itself. */
    seedHash: text('seed_hash'),
    /** When a person last changed it: from then on the seed library leaves it alone. */
    editedAt: instant('edited_at'),
    editedBy: text('edited_by').references(() => staff.id),
    /** Since when it is kept for what refers to it, and offered no more. */
    retiredAt: instant('retired_at'),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/** What a fact said before a change, and who changed it. Rows are never changed. */
export const factChanges = pgTable(
  'fact_changes',
  {
    id: uuid().primaryKey(),
    factId: text('fact_id').notNull(),
    before: jsonb().$type<Fact>(),
    after: jsonb().$type<Fact>().notNull(),
    /** Null where the seed library changed it. */
    changedBy: text('changed_by').references(() => staff.id),
    changedAt: instant('changed_at').notNull(),
    /** Why, in the words of whoever changed it. */
    reason: text(),
  },
  (table) => [index('fact_changes_by_fact').on(table.factId, table.changedAt)],
)

/** Names and details that must not be printed, as keyed hashes of their forms: the list itself gives nobody away. */
export const watchListEntries = pgTable('watch_list_entries', {
  id: uuid().primaryKey(),
  hashes: bytes().array().notNull(),
  /** Why it is watched, in words that name nobody: `asked by the family`. */
  note: text(),
  addedBy: text('added_by')
    .notNull()
    .references(() => staff.id),
  addedAt: instant('added_at').notNull(),
})
