import { and, count, eq, isNull, not, or, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { DropReason } from '#domain/audience'
import type { Executor } from './database.ts'
import { consentEvents, deliveries, deliveryBatches } from './tables.ts'

export type CampaignAccount = {
  /** Readers who have a place in a batch; always the sum of the rest. */
  readonly frozen: number
  readonly accepted: number
  readonly dropped: number
  readonly failed: number
  readonly uncertain: number
  readonly waiting: number
  /** Readers who left by a link in this letter. */
  readonly left: number
}

/** What became of everyone whom a campaign was for, in one look. */
export async function readCampaignAccount(executor: Executor, campaignId: string): Promise<CampaignAccount> {
  const sum = (column: AnyPgColumn) =>
    sql<number>`coalesce(sum(${column}) filter (where ${deliveryBatches.settledAt} is not null), 0)::int`
  const [row] = await executor
    .select({
      frozen: sql<number>`coalesce(sum(${deliveryBatches.size}), 0)::int`,
      accepted: sum(deliveryBatches.acceptedCount),
      dropped: sum(deliveryBatches.droppedCount),
      failed: sum(deliveryBatches.failedCount),
      uncertain: sum(deliveryBatches.uncertainCount),
      waiting: sql<number>`coalesce(sum(${deliveryBatches.size}) filter (where ${deliveryBatches.settledAt} is null), 0)::int`,
      left: sql<number>`(select count(*)::int from ${consentEvents} where ${consentEvents.campaignId} = ${campaignId} and ${consentEvents.kind} = 'withdrawn')`,
    })
    .from(deliveryBatches)
    .where(eq(deliveryBatches.campaignId, campaignId))
  return row ?? { frozen: 0, accepted: 0, dropped: 0, failed: 0, uncertain: 0, waiting: 0, left: 0 }
}

/** How many readers of a campaign were left out or not reached, by reason. */
export async function countExceptions(
  executor: Executor,
  campaignId: string,
): Promise<{ dropped: Partial<Record<DropReason, number>>; failed: Record<string, number> }> {
  const rows = await executor
    .select({ dropReason: deliveries.dropReason, failureCode: deliveries.failureCode, count: count() })
    .from(deliveries)
    .where(
      and(
        eq(deliveries.campaignId, campaignId),
        or(not(isNull(deliveries.droppedAt)), not(isNull(deliveries.failedAt))),
      ),
    )
    .groupBy(deliveries.dropReason, deliveries.failureCode)
  const dropped: Partial<Record<DropReason, number>> = {}
  const failed: Record<string, number> = {}
  for (const row of rows) {
    if (row.dropReason) dropped[row.dropReason] = (dropped[row.dropReason] ?? 0) + row.count
    else if (row.failureCode) failed[row.failureCode] = (failed[row.failureCode] ?? 0) + row.count
  }
  return { dropped, failed }
}
