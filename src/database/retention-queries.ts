import { and, asc, eq, isNotNull, isNull, lte, sql, type SQL } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { nobodies } from './erasure-queries.ts'
import { addressChanges, digests, jobOutbox, pendingSubscriptions, readerVisits, subscribers } from './tables.ts'

/** What is due to be erased, and when the oldest of the rest began; null where there is no more. */
export type DueCount = { readonly due: number; readonly next: Temporal.Instant | null }

/** Of a letter that the account of its campaign counts by itself, and not with its batch. */
const isCountedAlone = sql`(
  coalesce(deliveries.drop_reason, deliveries.failure_code, deliveries.bounce_kind) is not null
  or (deliveries.delayed_at is not null and deliveries.delivered_at is null and deliveries.bounced_at is null)
)`

/** Campaigns that were over before `cutoff` and of which it is still known to whom a letter went, the oldest first. */
export async function findCampaignsWithReaders(
  executor: Executor,
  { cutoff, limit }: { cutoff: Temporal.Instant; limit: number },
): Promise<string[]> {
  const { rows } = await executor.execute<{ id: string }>(sql`
    select campaigns.id from campaigns
    where ${overAt} <= ${cutoff.toString()} and ${hasNamedLetters}
    order by campaigns.released_at limit ${limit}`)
  return rows.map(({ id }) => id)
}

const overAt = sql`coalesce(campaigns.finished_at, campaigns.cancelled_at)`

const hasNamedLetters = sql`exists (
  select from deliveries join subscribers on subscribers.id = deliveries.subscriber_id
  where deliveries.campaign_id = campaigns.id and subscribers.erased_at is null
)`

/** How many letters of campaigns that were over before `cutoff` name their readers, and when the next campaign was over. */
export async function countOldLetters(executor: Executor, cutoff: Temporal.Instant): Promise<DueCount> {
  const { rows } = await executor.execute<{ due: number; next: string | null }>(sql`
    select
      (select count(*)::int from campaigns
        join deliveries on deliveries.campaign_id = campaigns.id
        join subscribers on subscribers.id = deliveries.subscriber_id
        where ${overAt} <= ${cutoff.toString()} and subscribers.erased_at is null) as due,
      (select min(${overAt}) from campaigns where ${overAt} > ${cutoff.toString()} and ${hasNamedLetters}) as next`)
  return readCount(rows[0])
}

/**
 * Forgets to whom the next letters of a campaign went. What the account counts with a batch goes altogether; what it
 * counts letter by letter stays, as a letter to nobody. All batches of the campaign are settled.
 * @returns how many letters, at most `limit`
 */
export async function forgetReadersOf(
  executor: Executor,
  { campaignId, limit }: { campaignId: string; limit: number },
): Promise<number> {
  const { rows } = await executor.execute<{ count: number }>(sql`
    with old as materialized (
      select deliveries.subscriber_id, ${isCountedAlone} as is_kept, campaigns.released_at as at
      from deliveries
      join subscribers on subscribers.id = deliveries.subscriber_id
      join campaigns on campaigns.id = deliveries.campaign_id
      where deliveries.campaign_id = ${campaignId}::uuid and subscribers.erased_at is null
      order by deliveries.subscriber_id limit ${limit}
      for update of deliveries
    ),
    forgotten as (
      delete from deliveries using old
      where deliveries.campaign_id = ${campaignId}::uuid and deliveries.subscriber_id = old.subscriber_id
        and not old.is_kept
    ),
    letters as materialized (select subscriber_id, gen_random_uuid() as nobody, at from old where is_kept),
    ${nobodies},
    kept as (
      update deliveries set subscriber_id = letters.nobody from letters
      where deliveries.campaign_id = ${campaignId}::uuid and deliveries.subscriber_id = letters.subscriber_id
    ),
    walks as (update campaign_releases set walked_to = null where campaign_id = ${campaignId}::uuid)
    select count(*)::int as count from old`)
  return rows[0]?.count ?? 0
}

/** Readers who left before `cutoff` and are not erased, the first to leave first. */
export async function findLeavers(
  executor: Executor,
  { cutoff, limit }: { cutoff: Temporal.Instant; limit: number },
): Promise<string[]> {
  const rows = await executor
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(and(isLeaver, sql`${subscribers.endedAt} <= ${cutoff.toString()}`))
    .orderBy(asc(subscribers.endedAt))
    .limit(limit)
  return rows.map(({ id }) => id)
}

const isLeaver = and(isNotNull(subscribers.endedAt), isNull(subscribers.erasedAt))

/** How many readers who left before `cutoff` are not erased, and when the next one left. */
export async function countLeavers(executor: Executor, cutoff: Temporal.Instant): Promise<DueCount> {
  return countUntil(executor, sql`${subscribers} where ${isLeaver}`, sql`${subscribers.endedAt}`, cutoff)
}

/** What has a time of its own: requests to subscribe, wishes to change an address, and links that were mailed. */
export async function countExpired(
  executor: Executor,
  now: Temporal.Instant,
): Promise<{ requests: DueCount; addressChanges: DueCount; visits: DueCount }> {
  const expiring = (table: typeof pendingSubscriptions | typeof addressChanges | typeof readerVisits) =>
    countUntil(executor, sql`${table} where true`, sql`${table.expiresAt}`, now)
  return {
    requests: await expiring(pendingSubscriptions),
    addressChanges: await expiring(addressChanges),
    visits: await expiring(readerVisits),
  }
}

/** Monthly mails that were made before `cutoff`. */
export async function countOldDigests(executor: Executor, cutoff: Temporal.Instant): Promise<DueCount> {
  return countUntil(executor, sql`${digests} where true`, sql`${digests.createdAt}`, cutoff)
}

async function countUntil(executor: Executor, rows: SQL, instant: SQL, cutoff: Temporal.Instant): Promise<DueCount> {
  const isDue = sql`${instant} <= ${cutoff.toString()}`
  const result = await executor.execute<{ due: number; next: string | null }>(sql`
    select count(*) filter (where ${isDue})::int as due, min(${instant}) filter (where not (${isDue})) as next
    from ${rows}`)
  return readCount(result.rows[0])
}

function readCount(row: { due: number; next: string | null } | undefined): DueCount {
  return { due: row?.due ?? 0, next: row?.next ? Temporal.Instant.from(row.next) : null }
}

/** Readers who are erased but for their letters, which are cut loose as soon as no batch on its way holds them. */
export async function countUnfinishedErasures(executor: Executor): Promise<number> {
  const rows = await executor.select({ id: jobOutbox.id }).from(jobOutbox).where(eq(jobOutbox.name, 'finish-erasure'))
  return rows.length
}

/** Removes monthly mails that were made before `cutoff`; says how many. */
export async function deleteOldDigests(executor: Executor, cutoff: Temporal.Instant): Promise<number> {
  const deleted = await executor.delete(digests).where(lte(digests.createdAt, cutoff))
  return deleted.rowCount ?? 0
}
