import { insertBatch, lockBatch, settleOpenBatch, type DeliveryBatch } from '#database/batch-queries'
import type { Executor } from '#database/database'
import { moveDeliveries, readKeptPositions } from '#database/delivery-queries'
import { enqueueJob } from '#database/job-outbox'
import { outlastOutage } from '#database/outlast-outage'
import { returnDayShare } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { batchJobs } from '#jobs/job-contracts'
import type { ClaimedBatch, HandOver } from './hand-over-batch.ts'
import type { World } from './world.ts'

/** Where readers of a batch move to, and when they are taken up there. */
export type NewPlace = {
  readonly provider: ProviderName
  /** Readers in one new batch, at most. */
  readonly sizeMax: number
  readonly dueAt?: Temporal.Instant | undefined
  /** Since when their own servers have put their letters off, if they have. */
  readonly putOffSince?: Temporal.Instant | null
}

/** Moves readers of a batch, to whom nothing was sent, to new batches that take the last look at them anew. */
export async function moveToNewBatches(
  world: World,
  transaction: Executor,
  { id, campaignId, releaseId, locale }: DeliveryBatch,
  positions: readonly number[],
  { provider, sizeMax, dueAt, putOffSince = null }: NewPlace,
): Promise<void> {
  for (let start = 0; start < positions.length; start += sizeMax) {
    const moved = positions.slice(start, start + sizeMax)
    const batchId = world.newId()
    await insertBatch(transaction, { id: batchId, campaignId, releaseId, locale, size: moved.length, putOffSince })
    await moveDeliveries(transaction, id, moved, batchId)
    await enqueueJob(transaction, {
      id: world.newId(),
      name: batchJobs[provider],
      payload: { batchId },
      now: world.now(),
      dueAt,
    })
  }
}

/** Settles a batch whose readers have all moved on; what is left in it are those whom it had dropped. */
export async function closeMovedBatch(
  world: World,
  transaction: Executor,
  batch: DeliveryBatch,
  movedCount: number,
): Promise<void> {
  const droppedCount = batch.size - movedCount
  await settleOpenBatch(transaction, batch.id, { size: droppedCount, droppedCount, settledAt: world.now() })
}

/** Moves everyone whom a batch has not dropped to new batches; nothing of it may have been sent. */
export async function cutDeliveryBatch(
  world: World,
  transaction: Executor,
  batch: DeliveryBatch,
  place: Pick<NewPlace, 'provider' | 'sizeMax'>,
): Promise<void> {
  const positions = await readKeptPositions(transaction, batch.id)
  await moveToNewBatches(world, transaction, batch, positions, { ...place, putOffSince: batch.putOffSince })
  await closeMovedBatch(world, transaction, batch, positions.length)
}

/**
 * Cuts a batch in two, of which the provider refused one message and did not say which; nothing of it was sent. A batch
 * that another process has begun to send since is left to that one.
 */
export async function splitDeliveryBatch(
  world: World,
  { batch, provider, positions, share }: ClaimedBatch,
  { begunAt }: Pick<HandOver, 'begunAt'>,
): Promise<void> {
  const sizeMax = Math.ceil(positions.length / 2)
  await outlastOutage(() =>
    world.database.transaction(async (transaction) => {
      const current = await lockBatch(transaction, batch.id)
      if (!current?.attemptingSince?.equals(begunAt)) return
      await moveToNewBatches(world, transaction, batch, positions, {
        provider,
        sizeMax,
        putOffSince: batch.putOffSince,
      })
      await closeMovedBatch(world, transaction, batch, positions.length)
      await returnDayShare(transaction, share, positions.length)
    }),
  )
}
