import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Localised } from '#domain/locale'
import type { Executor } from './database.ts'
import { isShownRow } from './letter-queries.ts'
import { toldOccurrence, type DateKey } from './observance-queries.ts'
import { campaignApprovals, campaignRevisions, campaigns, plannedDrafts } from './tables.ts'

/** A letter that can be seen, by its address and titles, and the occurrence that it is about. */
export type LetterAbout = DateKey & { readonly slug: string; readonly titles: Partial<Localised> }

/** The letters that can be seen about any of these occurrences, oldest first. */
export async function listLettersAbout(executor: Executor, keys: readonly DateKey[]): Promise<LetterAbout[]> {
  if (keys.length === 0) return []
  const { observanceId, occurrence } = toldOccurrence
  return executor
    .select({
      observanceId,
      occurrence,
      slug: campaigns.slug,
      titles: sql<
        Partial<Localised>
      >`(select jsonb_object_agg(key, value->'title') from jsonb_each(${campaignRevisions.contents}))`,
    })
    .from(campaigns)
    .innerJoin(campaignApprovals, eq(campaigns.approvalId, campaignApprovals.id))
    .innerJoin(campaignRevisions, eq(campaignApprovals.revisionId, campaignRevisions.id))
    .leftJoin(plannedDrafts, eq(plannedDrafts.campaignId, campaigns.id))
    .where(
      and(
        isShownRow,
        inArray(
          sql`${observanceId} || '/' || ${occurrence}`,
          keys.map((key) => `${key.observanceId}/${key.occurrence}`),
        ),
      ),
    )
    .orderBy(asc(campaigns.releasedAt))
}
