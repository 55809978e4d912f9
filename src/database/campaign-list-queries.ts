import { and, count, desc, eq, exists, inArray, isNotNull, isNull, lt, or, sql, type SQL } from 'drizzle-orm'
import type { CampaignStatus } from '#domain/campaign'
import type { Campaign } from './campaign-queries.ts'
import type { Executor } from './database.ts'
import { campaignApprovals, campaigns } from './tables.ts'

/** What a list of campaigns looks for; every part narrows. */
type CampaignFilter = {
  /** Words that the name holds, each of them; case, width and the spaces of the name do not count. */
  readonly words: string
  /** Where a campaign may stand; none for anywhere. */
  readonly statuses: readonly CampaignStatus[]
  /** The campaigns that an approval given earlier still stands for: rows do not show it, since it is a hash. */
  readonly approvedIds: readonly string[]
}

/** Campaigns that a filter lets through, by the newest first; `before` continues a list. */
export function listCampaigns(
  executor: Executor,
  { words, statuses, approvedIds }: CampaignFilter,
  { limit, before }: { limit: number; before?: string | undefined },
): Promise<Campaign[]> {
  return executor
    .select()
    .from(campaigns)
    .where(
      and(
        before === undefined ? undefined : lt(campaigns.id, before),
        holdsWords(words),
        statuses.length === 0 ? undefined : inArray(statusNow(approvedIds), [...statuses]),
      ),
    )
    .orderBy(desc(campaigns.id))
    .limit(limit)
}

/** How many campaigns with these words stand where; a status that none has is left out. */
export async function countCampaigns(
  executor: Executor,
  { words, approvedIds }: Omit<CampaignFilter, 'statuses'>,
): Promise<Partial<Record<CampaignStatus, number>>> {
  const status = statusNow(approvedIds).as('status')
  const rows = await executor
    .select({ status, found: count() })
    .from(campaigns)
    .where(holdsWords(words))
    .groupBy(sql`status`)
  return Object.fromEntries(rows.map((row) => [row.status, row.found]))
}

/** Campaigns that wait for their hour or for a review, and were approved at least once. */
export function listPerhapsApproved(executor: Executor): Promise<Campaign[]> {
  const approvals = executor
    .select({ id: campaignApprovals.id })
    .from(campaignApprovals)
    .where(eq(campaignApprovals.campaignId, campaigns.id))
  return executor
    .select()
    .from(campaigns)
    .where(
      and(
        isNotNull(campaigns.submittedAt),
        isNull(campaigns.releasedAt),
        isNull(campaigns.cancelledAt),
        isNull(campaigns.finishedAt),
        exists(approvals),
      ),
    )
}

/** `campaignStatus` of the domain, in SQL. */
function statusNow(approvedIds: readonly string[]): SQL<CampaignStatus> {
  const isApproved = or(isNotNull(campaigns.approvalId), inArray(campaigns.id, [...approvedIds]))
  return sql<CampaignStatus>`case
    when ${campaigns.cancelledAt} is not null then 'cancelled'
    when ${campaigns.finishedAt} is not null then 'sent'
    when ${campaigns.heldAt} is not null then 'held'
    when ${campaigns.pausedAt} is not null then 'paused'
    when ${campaigns.releasedAt} is not null then 'sending'
    when ${campaigns.submittedAt} is null then 'draft'
    when ${isApproved} then 'scheduled'
    else 'in-review'
  end`
}

// Korean is written with and without spaces, so the name is looked through without them.
function holdsWords(words: string): SQL | undefined {
  const name = sql`lower(regexp_replace(normalize(${campaigns.name}, NFKC), '\\s', '', 'g'))`
  const sought = words.split(/\s+/u).filter((word) => word !== '')
  return and(...sought.map((word) => sql`strpos(${name}, lower(normalize(${word}::text, NFKC))) > 0`))
}
