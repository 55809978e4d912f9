import { and, desc, eq, lt, sql } from 'drizzle-orm'
import type { TranslatedPart } from '#domain/letter'
import type { PartChange } from '#domain/translation'
import type { CampaignRevision } from './campaign-queries.ts'
import type { Executor } from './database.ts'
import { campaignApprovals, campaignRevisions } from './tables.ts'

/** A revision without its words. */
export type RevisionHead = Pick<CampaignRevision, 'number' | 'authorId' | 'createdAt' | 'inStep'> & {
  /** What the revision before it said of the same; empty for the first. */
  readonly inStepBefore: readonly TranslatedPart[]
}

/** Revisions of a campaign, newest first; `before` continues a list. */
export function listRevisionHeads(
  executor: Executor,
  campaignId: string,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<RevisionHead[]> {
  const { number, authorId, createdAt, inStep } = campaignRevisions
  const inStepBefore = sql<
    readonly TranslatedPart[]
  >`coalesce(lead(${inStep}) over (order by ${number} desc), '[]')`.as('in_step_before')
  return executor
    .select({ number, authorId, createdAt, inStep, inStepBefore })
    .from(campaignRevisions)
    .where(and(eq(campaignRevisions.campaignId, campaignId), before === undefined ? undefined : lt(number, before)))
    .orderBy(desc(number))
    .limit(limit)
}

export async function findNumberedRevision(
  executor: Executor,
  campaignId: string,
  number: number,
): Promise<CampaignRevision | undefined> {
  const [row] = await executor
    .select()
    .from(campaignRevisions)
    .where(and(eq(campaignRevisions.campaignId, campaignId), eq(campaignRevisions.number, number)))
  return row
}

/** The revision that was approved last, whether or not the approval still holds. */
export async function findLastApprovedNumber(executor: Executor, campaignId: string): Promise<number | null> {
  const [row] = await executor
    .select({ number: campaignRevisions.number })
    .from(campaignApprovals)
    .innerJoin(campaignRevisions, eq(campaignRevisions.id, campaignApprovals.revisionId))
    .where(eq(campaignApprovals.campaignId, campaignId))
    .orderBy(desc(campaignApprovals.approvedAt))
    .limit(1)
  return row?.number ?? null
}

/**
 * For every language and part of the newest revision, the number of the revision in which it last changed. Saving by
 * itself leaves hundreds of revisions, so they are compared here and not carried to whoever asks.
 */
export async function listPartChanges(executor: Executor, campaignId: string): Promise<PartChange[]> {
  const result = await executor.execute<PartChange>(sql`
    with parts as (
      select revision.number, language.key as locale, part.key as part, part.value,
        lag(part.value) over (partition by language.key, part.key order by revision.number) as before,
        max(revision.number) over () as newest
      from campaign_revisions as revision
      cross join jsonb_each(revision.contents) as language
      cross join jsonb_each(language.value) as part
      where revision.campaign_id = ${campaignId}
    )
    select locale, part, max(number) filter (where value is distinct from before) as number
    from parts group by locale, part having max(number) = max(newest)
    order by locale, part`)
  return result.rows
}
