import {
  dropUnsentBatches,
  lockBatch,
  mayBeFinished,
  settleOpenBatch,
  type DeliveryBatch,
} from '#database/batch-queries'
import { lockCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { markFailed, markUncertain, readKeptPositions, readSuppressionHashes } from '#database/delivery-queries'
import { enqueueJob } from '#database/job-outbox'
import { outlastOutage } from '#database/outlast-outage'
import { returnDayShare } from '#database/provider-queries'
import { suppressAddress } from '#database/subscriber-queries'
import { providerOf, type ProviderName } from '#domain/provider'
import { nextProviderTry, nextReaderTry } from '#domain/put-off'
import { moveToNewBatches } from './cut-delivery-batch.ts'
import type { ClaimedBatch } from './hand-over-batch.ts'
import { holdUnhealthyCampaign } from './hold-unhealthy-campaign.ts'
import { outcomeUnknown, readOutcome } from './note-outcome.ts'
import { countMoving, sortFates, type Fates } from './sort-fates.ts'
import type { SendingWorld, World } from './world.ts'

/**
 * Writes down what became of a batch that was handed over: one row, and one more for each reader for whom it went wrong.
 * Those to whom nothing was sent move to a batch of their own. Outlasts a database that is away for a moment, since
 * nobody else knows what the provider answered.
 */
export async function settleDeliveryBatch(world: SendingWorld, claimed: ClaimedBatch, fates: Fates): Promise<void> {
  const { batch, share, provider, positions } = claimed
  await outlastOutage(async () => {
    // Usually everything went well, and then one statement says so.
    if (fates.accepted.length === positions.length) {
      await settleOpenBatch(world.database, batch.id, settlementOf(batch, fates, { uncertain: 0, now: world.now() }))
      return
    }
    await world.database.transaction(async (transaction) => {
      if (await settleFates(world, transaction, { batch, provider, fates, mayLockCampaign: true }))
        await returnDayShare(transaction, share, countMoving(fates))
    })
  })
}

type Settlement = {
  readonly batch: DeliveryBatch
  readonly fates: Fates
  /** By which those move on to whom nothing was sent. */
  readonly provider: ProviderName
  /** Whether the campaign may be locked, which comes before its batches: not by whoever holds the batch already. */
  readonly mayLockCampaign: boolean
}

/** Settles a batch in a transaction; false when somebody else has done so. */
async function settleFates(
  world: SendingWorld,
  transaction: Executor,
  { batch, provider, fates, mayLockCampaign }: Settlement,
): Promise<boolean> {
  const now = world.now()
  const dead = fates.failed.filter(({ isAddressDead }) => isAddressDead).map(({ position }) => position)
  const isCampaignLocked = dead.length > 0 && mayLockCampaign
  if (isCampaignLocked) await lockCampaign(transaction, batch.campaignId)
  const current = await lockBatch(transaction, batch.id)
  if (!current || current.settledAt) return false
  await markFailed(transaction, batch.id, fates.failed, now)
  const uncertain = await markUncertain(transaction, batch.id, fates.uncertain, now)
  for (const hash of await readSuppressionHashes(transaction, batch.id, dead))
    await suppressAddress(transaction, hash, 'bounced', now)
  await moveOn(world, transaction, { batch, provider, fates })
  await settleOpenBatch(transaction, batch.id, {
    ...settlementOf(batch, fates, { uncertain, now }),
    hardBounces: dead.length,
  })
  if (isCampaignLocked) await holdUnhealthyCampaign(world, transaction, batch.campaignId)
  return true
}

/** The counts of a settled batch. Whoever was thought uncertain and was heard of meanwhile counts as accepted. */
function settlementOf(
  { size }: DeliveryBatch,
  fates: Fates,
  { uncertain, now }: { uncertain: number; now: Temporal.Instant },
) {
  const { positions, accepted, failed, uncertain: doubtful } = fates
  const kept = accepted.length + failed.length + doubtful.length
  const moved = countMoving(fates)
  const idAt = new Map(accepted.map(({ position, providerId }) => [position, providerId]))
  const hasIds = accepted.some(({ providerId }) => providerId !== null)
  return {
    settledAt: now,
    size: size - moved,
    acceptedCount: accepted.length + doubtful.length - uncertain,
    failedCount: failed.length,
    uncertainCount: uncertain,
    droppedCount: size - moved - kept,
    // A provider that gives none at all leaves nothing to keep.
    providerIds: hasIds ? positions.map((position) => idAt.get(position) ?? null) : null,
  }
}

async function moveOn(
  world: SendingWorld,
  transaction: Executor,
  { batch, provider, fates }: Omit<Settlement, 'mayLockCampaign'>,
): Promise<void> {
  const now = world.now()
  const sizeMax = world.mailers[provider]?.batchSizeMax ?? batch.size
  const putOffSince = batch.putOffSince ?? now
  // What was never begun goes on at once, unless it was for what put the others off.
  const dueAt = fates.putOff.length > 0 ? nextProviderTry(batch.id, now) : undefined
  const waiting = [...fates.putOff, ...fates.unbegun].toSorted((one, other) => one - other)
  await moveToNewBatches(world, transaction, batch, waiting, {
    provider,
    sizeMax,
    dueAt,
    putOffSince: batch.putOffSince,
  })
  await moveToNewBatches(world, transaction, batch, fates.putOffByReader, {
    provider,
    sizeMax,
    dueAt: nextReaderTry(putOffSince, now),
    putOffSince,
  })
}

/**
 * Settles a batch whose last call had no known end: what had ended before it is known, what it may have sent is
 * uncertain, so that nobody is mailed again and a person can see whom it concerns, and what it cannot have begun moves
 * to a new batch.
 */
export async function settleInDoubt(world: SendingWorld, transaction: Executor, batch: DeliveryBatch): Promise<void> {
  const positions = await readKeptPositions(transaction, batch.id)
  const { begun, outcomes } = batch.progress ?? { begun: positions.length, outcomes: [] }
  const known = outcomes.map(readOutcome)
  const open = Array.from({ length: begun - known.length }, () => outcomeUnknown)
  const { putOffSince } = batch
  const fates = sortFates({ positions, putOffSince }, [...known, ...open], { mayMove: true, now: world.now() })
  const provider = batch.provider && world.mailers[batch.provider] ? batch.provider : providerOf(null, world.providers)
  await settleFates(world, transaction, { batch, provider, fates, mayLockCampaign: false })
}

/** Settles a batch of a cancelled campaign: what may have been sent is uncertain, all the rest is dropped. */
export async function settleCancelled(world: SendingWorld, transaction: Executor, batch: DeliveryBatch): Promise<void> {
  if (batch.attemptingSince) await settleInDoubt(world, transaction, batch)
  else await dropUnsentBatches(transaction, { batchId: batch.id }, world.now())
}

/**
 * Writes the job that finishes a campaign, once its last batch is settled. Asked after the commit, so that of two last
 * batches one sees it, and by every later run of their jobs, in case of a crash in between.
 */
export async function finishWhenSettled(world: World, campaignId: string): Promise<void> {
  if (!(await mayBeFinished(world.database, campaignId))) return
  await enqueueJob(world.database, {
    id: world.newId(),
    name: 'finish-campaign',
    payload: { campaignId },
    now: world.now(),
  })
}
