import { boolean, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import type { Fact } from '#domain/fact'
import type { Localised } from '#domain/locale'
import { instant } from '../columns.ts'

export const topics = pgTable('topics', {
  /** A stable word for URLs and rules, for example `un-watch`. */
  id: text().primaryKey(),
  name: jsonb().$type<Localised>().notNull(),
  description: jsonb().$type<Localised>().notNull(),
  /** Whether letters on it may tell of violence or loss; the form says so before anyone chooses. */
  hard: boolean().notNull(),
  position: integer().notNull(),
  retiredAt: instant('retired_at'),
  /** The hash of the seed that it was last taken from; null for what the organisation made itself. */
  seedHash: text('seed_hash'),
  /** When a person last changed it: from then on the seed library leaves it alone. */
  editedAt: instant('edited_at'),
})

/** The fact ledger. Letters cite facts by id and print them with their as-of date and source. */
export const facts = pgTable('facts', {
  id: text().primaryKey(),
  fact: jsonb().$type<Fact>().notNull(),
  /** The hash of the seed that it was last taken from; null for what the organisation made itself. */
  seedHash: text('seed_hash'),
  /** When a person last changed it: from then on the seed library leaves it alone. */
  editedAt: instant('edited_at'),
  /** Since when it is kept for the letters that cite it, and can be cited no more. */
  retiredAt: instant('retired_at'),
})
