import { and, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { balanceAccount, type BalancedAccount, type CampaignTotals } from '#domain/campaign-account'
import type { CampaignHealth } from '#domain/campaign-health'
import type { Executor } from './database.ts'
import { campaigns, consentEvents, deliveries, deliveryBatches } from './tables.ts'

/** What became of everyone whom a campaign was for, in one look. */
export async function readCampaignAccount(
  executor: Pick<Executor, 'execute'>,
  campaignId: string,
): Promise<BalancedAccount> {
  return balanceAccount(await readCampaignTotals(executor, campaignId))
}

/**
 * Read in one statement, so that a batch which is settled meanwhile is in all of the account or in none of it. What went
 * well is summed over batches; only letters to which something happened are looked at one by one, through
 * `deliveries_exceptional`.
 */
async function readCampaignTotals(executor: Pick<Executor, 'execute'>, campaignId: string): Promise<CampaignTotals> {
  const result = await executor.execute<CampaignTotals>(sql`
    with batches as (
      select provider, settled_at is not null as "isSettled",
        sum(size)::int as size, sum(accepted_count)::int as accepted, sum(dropped_count)::int as dropped,
        sum(failed_count)::int as failed, sum(uncertain_count)::int as uncertain,
        sum(delivered_count)::int as delivered, sum(complained_count)::int as complained
      from delivery_batches where campaign_id = ${campaignId} group by 1, 2
    ),
    exceptional as materialized (
      select batch_id, drop_reason, failure_code, bounce_kind, count(*)::int as letters
      from deliveries
      where campaign_id = ${campaignId}
        and (dropped_at is not null or failed_at is not null or uncertain_at is not null or bounced_at is not null
          or complained_at is not null)
        and coalesce(drop_reason, failure_code, bounce_kind) is not null
      group by 1, 2, 3, 4
    ),
    exceptions as (
      select batch.provider, batch.settled_at is not null as "isSettled", drop_reason as "dropReason",
        failure_code as "failureCode", bounce_kind as "bounceKind", sum(letters)::int as count
      from exceptional join delivery_batches as batch on batch.id = exceptional.batch_id
      group by 1, 2, 3, 4, 5
    )
    select
      (select coalesce(json_agg(batches), '[]') from batches) as batches,
      (select coalesce(json_agg(exceptions), '[]') from exceptions) as exceptions,
      (select count(*)::int from ${deliveries} where ${and(
        eq(deliveries.campaignId, campaignId),
        isNotNull(deliveries.delayedAt),
        isNull(deliveries.deliveredAt),
        isNull(deliveries.bouncedAt),
      )}) as delayed,
      (select count(*)::int from ${consentEvents} where ${and(
        eq(consentEvents.campaignId, campaignId),
        eq(consentEvents.kind, 'withdrawn'),
      )}) as left`)
  return result.rows[0] ?? { batches: [], exceptions: [], delayed: 0, left: 0 }
}

/** How the letters of a campaign fared that left since a person last let it go on. */
export async function readCampaignHealth(executor: Executor, campaignId: string): Promise<CampaignHealth> {
  const { acceptedCount, failedCount, hardBouncedCount, complainedCount, settledAt } = deliveryBatches
  const [row] = await executor
    .select({
      letters: sql<number>`coalesce(sum(${acceptedCount} + ${failedCount}), 0)::int`,
      hardBounces: sql<number>`coalesce(sum(${hardBouncedCount}), 0)::int`,
      complaints: sql<number>`coalesce(sum(${complainedCount}), 0)::int`,
    })
    .from(deliveryBatches)
    .innerJoin(campaigns, eq(campaigns.id, deliveryBatches.campaignId))
    .where(
      and(
        eq(deliveryBatches.campaignId, campaignId),
        isNotNull(settledAt),
        or(isNull(campaigns.resumedAt), gt(settledAt, campaigns.resumedAt)),
      ),
    )
  return row ?? { letters: 0, hardBounces: 0, complaints: 0 }
}
