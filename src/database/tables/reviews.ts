import { index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'
import { campaignRevisions, campaigns } from './campaigns.ts'
import { staff } from './staff.ts'

/** What staff say to each other about a draft. */
export const campaignComments = pgTable(
  'campaign_comments',
  {
    id: uuid().primaryKey(),
    campaignId: uuid('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    /** The revision that was before whoever wrote it. */
    revisionId: uuid('revision_id').references(() => campaignRevisions.id),
    authorId: text('author_id')
      .notNull()
      .references(() => staff.id),
    text: text().notNull(),
    writtenAt: instant('written_at').notNull(),
    settledAt: instant('settled_at'),
    settledBy: text('settled_by').references(() => staff.id),
  },
  (table) => [index('campaign_comments_by_campaign').on(table.campaignId, table.writtenAt)],
)
