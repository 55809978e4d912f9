import { lockCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import {
  dropUnsentBatches,
  endBatchAttempt,
  insertBatch,
  lockBatch,
  markFailed,
  markUncertain,
  mayBeFinished,
  moveDeliveries,
  readKeptPositions,
  updateBatch,
  type DeliveryBatch,
} from '#database/delivery-queries'
import { enqueueJob } from '#database/job-outbox'
import { ProviderFailure } from '#domain/provider-failure'
import { batchJobs } from '#jobs/job-contracts'
import type { MailOutcome, OutgoingMail } from '#mail/mailer'
import { holdCampaign } from './hold-campaign.ts'
import { mailerOf } from './mailer-of.ts'
import type { SendingWorld } from './world.ts'

/** A sealed batch that this process may hand to the provider, and the messages to hand over. */
export type ClaimedBatch = {
  readonly batch: DeliveryBatch
  readonly mails: readonly OutgoingMail[]
  readonly positions: readonly number[]
  readonly claimedAt: Temporal.Instant
}

/**
 * Writes down what became of a batch: one row, and one more for each reader for whom it went wrong. Messages that the
 * provider put off move to a batch of their own and are tried again.
 * @throws ProviderFailure when the provider put off every message, so that the same batch is tried again
 */
export async function settleDeliveryBatch(
  world: SendingWorld,
  claimed: ClaimedBatch,
  outcomes: readonly MailOutcome[],
): Promise<void> {
  const { batch, positions } = claimed
  const placed = positions.map((position, index) => ({ position, outcome: outcomes[index] ?? outcomeUnknown }))
  const failures = placed.flatMap(({ position, outcome }) =>
    outcome.kind === 'failed' ? [{ position, failure: outcome.failure }] : [],
  )
  const putOff = failures.filter(({ failure }) => failure.kind === 'temporary' || failure.kind === 'refused')
  if (putOff[0] && putOff.length === positions.length) {
    await settleProviderFailure(world, claimed, putOff[0].failure)
    return
  }
  const now = world.now()
  await world.database.transaction(async (transaction) => {
    if (!(await isOpen(transaction, batch.id))) return
    const failed = failures.filter(({ failure }) => failure.kind === 'permanent')
    const uncertain = failures
      .filter(({ failure }) => failure.kind === 'unknown' || failure.kind === 'conflict')
      .map(({ position }) => position)
    await markFailed(
      transaction,
      batch.id,
      failed.map(({ position, failure }) => ({ position, code: failure.code })),
      now,
    )
    await markUncertain(transaction, batch.id, uncertain, now)
    await moveToNewBatch(
      world,
      transaction,
      batch,
      putOff.map(({ position }) => position),
    )
    await updateBatch(transaction, batch.id, {
      size: batch.size - putOff.length,
      settledAt: now,
      attemptingSince: null,
      sealed: null,
      acceptedCount: positions.length - failures.length,
      failedCount: failed.length,
      uncertainCount: uncertain.length,
      droppedCount: batch.size - positions.length,
      providerIds: placed.map(({ outcome }) => (outcome.kind === 'accepted' ? outcome.providerId : null)),
    })
  })
  await finishWhenSettled(world, batch.campaignId)
}

/**
 * What a failure of the whole call means: try again, cut the batch in two to find the message at fault, hold the
 * campaign, or leave the readers as uncertain.
 * @throws ProviderFailure when the same batch is to be tried again
 */
export async function settleProviderFailure(
  world: SendingWorld,
  claimed: ClaimedBatch,
  failure: ProviderFailure,
): Promise<void> {
  const { batch, positions } = claimed
  switch (failure.kind) {
    case 'temporary':
      await endAttempt(world.database, claimed)
      throw failure
    case 'refused':
      await settleRefused(world, claimed)
      return
    case 'permanent':
      // What an earlier call may have sent cannot go out again under the new keys of two halves.
      if (batch.attemptingSince) break
      if (positions.length === 1) return settleDeliveryBatch(world, claimed, [{ kind: 'failed', failure }])
      await splitBatch(world, claimed)
      return
    case 'unknown':
      // The next claim knows whether the key still protects a repetition.
      if (mailerOf(world, world.providers[0]).remembersKeys) throw failure
      break
    case 'conflict':
  }
  await world.database.transaction(async (transaction) => {
    if (await isOpen(transaction, batch.id)) await settleUncertain(world, transaction, batch)
  })
  await finishWhenSettled(world, batch.campaignId)
}

/** The provider refuses us: the batch waits, and its campaign with it, unless somebody has cancelled it meanwhile. */
async function settleRefused(world: SendingWorld, claimed: ClaimedBatch): Promise<void> {
  const { id, campaignId } = claimed.batch
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    await endAttempt(transaction, claimed)
    await holdCampaign(world, transaction, { campaignId, reason: 'provider-refused' })
    const batch = await lockBatch(transaction, id)
    if (campaign?.cancelledAt && batch?.settledAt === null) await settleCancelled(world, transaction, batch)
  })
}

/** Settles a batch of a cancelled campaign: what may have been sent is uncertain, all the rest is dropped. */
export async function settleCancelled(world: SendingWorld, transaction: Executor, batch: DeliveryBatch): Promise<void> {
  if (batch.attemptingSince) await settleUncertain(world, transaction, batch)
  else await dropUnsentBatches(transaction, { batchId: batch.id }, world.now())
}

/** Settles a batch whose call had no known end: nobody is mailed again, and a person can see whom it concerns. */
export async function settleUncertain(world: SendingWorld, transaction: Executor, batch: DeliveryBatch): Promise<void> {
  const now = world.now()
  const positions = await readKeptPositions(transaction, batch.id)
  await markUncertain(transaction, batch.id, positions, now)
  await updateBatch(transaction, batch.id, {
    settledAt: now,
    attemptingSince: null,
    sealed: null,
    uncertainCount: positions.length,
    droppedCount: batch.size - positions.length,
  })
}

/**
 * Writes the job that finishes a campaign, once its last batch is settled. Asked after the commit, so that of two last
 * batches one sees it, and by every later run of their jobs, in case of a crash in between.
 */
export async function finishWhenSettled(world: SendingWorld, campaignId: string): Promise<void> {
  if (!(await mayBeFinished(world.database, campaignId))) return
  await enqueueJob(world.database, {
    id: world.newId(),
    name: 'finish-campaign',
    payload: { campaignId },
    now: world.now(),
  })
}

/** Moves the readers of a batch of which nothing was sent to a new one, which takes the last look at them anew. */
export async function replaceBatch(world: SendingWorld, transaction: Executor, batch: DeliveryBatch): Promise<void> {
  const positions = await readKeptPositions(transaction, batch.id)
  await moveToNewBatch(world, transaction, batch, positions)
  await closeMovedBatch(world, transaction, batch, positions)
}

async function splitBatch(world: SendingWorld, { batch, positions }: ClaimedBatch): Promise<void> {
  const middle = Math.ceil(positions.length / 2)
  await world.database.transaction(async (transaction) => {
    if (!(await isOpen(transaction, batch.id))) return
    await moveToNewBatch(world, transaction, batch, positions.slice(0, middle))
    await moveToNewBatch(world, transaction, batch, positions.slice(middle))
    await closeMovedBatch(world, transaction, batch, positions)
  })
}

/** What is left of a batch whose readers have moved on are those whom it had dropped. */
async function closeMovedBatch(
  world: SendingWorld,
  transaction: Executor,
  batch: DeliveryBatch,
  moved: readonly number[],
): Promise<void> {
  const droppedCount = batch.size - moved.length
  await updateBatch(transaction, batch.id, {
    size: droppedCount,
    droppedCount,
    settledAt: world.now(),
    attemptingSince: null,
    sealed: null,
  })
}

async function moveToNewBatch(
  world: SendingWorld,
  transaction: Executor,
  { id, campaignId, releaseId }: DeliveryBatch,
  positions: readonly number[],
): Promise<void> {
  if (positions.length === 0) return
  const batchId = world.newId()
  await insertBatch(transaction, { id: batchId, campaignId, releaseId, size: positions.length })
  await moveDeliveries(transaction, id, positions, batchId)
  await enqueueJob(transaction, {
    id: world.newId(),
    name: batchJobs[world.providers[0]],
    payload: { batchId },
    now: world.now(),
  })
}

/**
 * Notes that this call sent nothing. An earlier call whose end nobody knows stays as open as it was: this one tells
 * nothing about it.
 */
async function endAttempt(executor: Executor, { batch, claimedAt }: ClaimedBatch): Promise<void> {
  await endBatchAttempt(executor, batch.id, { begunAt: claimedAt, earlier: batch.attemptingSince })
}

async function isOpen(transaction: Executor, batchId: string): Promise<boolean> {
  const batch = await lockBatch(transaction, batchId)
  return batch !== undefined && batch.settledAt === null
}

/** A provider that answers for fewer messages than it was given has not told what became of the rest. */
const outcomeUnknown: MailOutcome = { kind: 'failed', failure: new ProviderFailure('unknown', 'outcome-missing') }
