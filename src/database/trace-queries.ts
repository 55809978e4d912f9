import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm'
import type { LetterFacts } from '#domain/delivery-story'
import type { SuppressionReason } from '#domain/suppression'
import type { Executor } from './database.ts'
import { evidenceColumns } from './event-queries.ts'
import { campaigns, deliveries, deliveryBatches, suppressions } from './tables.ts'

/** A letter to one reader, and of which campaign. */
export type TracedLetter = LetterFacts & {
  readonly campaignId: string
  readonly name: string
  readonly slug: string
  readonly batchId: string
  readonly position: number
  /** The provider's own id of the message; null where its answer did not name one. */
  readonly providerId: string | null
}

/**
 * The newest letters of one reader. Looks up one row for each campaign, so it costs as much as there are campaigns, not
 * as there are readers.
 */
export function findLettersOf(
  executor: Executor,
  { subscriberId, limit }: { subscriberId: string; limit: number },
): Promise<TracedLetter[]> {
  // The ids stand in the order of those who were sealed: of all positions but the dropped.
  const droppedBefore = sql`(
    select count(*) from deliveries as earlier
    where earlier.batch_id = ${deliveries.batchId} and earlier.position < ${deliveries.position}
      and earlier.dropped_at is not null
  )`
  return executor
    .select({
      campaignId: campaigns.id,
      name: campaigns.name,
      slug: campaigns.slug,
      batchId: deliveries.batchId,
      position: deliveries.position,
      provider: deliveryBatches.provider,
      providerId: sql<string | null>`case when ${isNull(deliveries.droppedAt)}
        then ${deliveryBatches.providerIds} ->> (${deliveries.position} - ${droppedBefore})::int end`,
      sealedAt: deliveryBatches.sealedAt,
      settledAt: deliveryBatches.settledAt,
      droppedAt: deliveries.droppedAt,
      dropReason: deliveries.dropReason,
      failedAt: deliveries.failedAt,
      failureCode: deliveries.failureCode,
      ...evidenceColumns,
    })
    .from(campaigns)
    .innerJoin(deliveries, and(eq(deliveries.campaignId, campaigns.id), eq(deliveries.subscriberId, subscriberId)))
    .innerJoin(deliveryBatches, eq(deliveryBatches.id, deliveries.batchId))
    .orderBy(desc(campaigns.releasedAt))
    .limit(limit)
}

/** The suppressions of an address that are in force, oldest first. */
export function findSuppressionsOf(
  executor: Executor,
  addressHash: Uint8Array,
): Promise<{ reason: SuppressionReason; suppressedAt: Temporal.Instant }[]> {
  return executor
    .select({ reason: suppressions.reason, suppressedAt: suppressions.suppressedAt })
    .from(suppressions)
    .where(and(eq(suppressions.addressHash, addressHash), isNull(suppressions.liftedAt)))
    .orderBy(asc(suppressions.suppressedAt))
}
