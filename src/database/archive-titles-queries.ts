import { and, desc, eq, sql } from 'drizzle-orm'
import type { Localised } from '#domain/locale'
import type { Executor } from './database.ts'
import { isShownRow } from './letter-queries.ts'
import { prepared } from './prepared.ts'
import { archivedLetters, campaigns, organisation } from './tables.ts'

/** The rest of the same letter. */
const inOthers = sql`from ${archivedLetters} other where other.campaign_id = ${archivedLetters.campaignId}`

const listingTitles = prepared((connection) =>
  connection
    .select({
      slug: campaigns.slug,
      releasedAt: archivedLetters.releasedAt,
      titles: sql<Partial<Localised>>`(select jsonb_object_agg(other.locale, other.title) ${inOthers})`,
      /** The organisation's. */
      timeZone: sql<string>`coalesce(${organisation.timeZone}, 'UTC')`,
    })
    .from(archivedLetters)
    .innerJoin(campaigns, eq(campaigns.id, archivedLetters.campaignId))
    .leftJoin(organisation, eq(organisation.id, 1))
    // One language of each letter stands for all, so that the index gives the order and the end.
    .where(and(isShownRow, sql`not exists (select ${inOthers} and other.locale < ${archivedLetters.locale})`))
    .orderBy(desc(archivedLetters.releasedAt), desc(archivedLetters.campaignId))
    .limit(sql.placeholder('limit'))
    .prepare('list_latest_titles'),
)

/** The titles of the latest letters that can be seen, in every language, newest first. */
export function listLatestTitles(executor: Executor, limit: number) {
  return listingTitles(executor).execute({ limit })
}
