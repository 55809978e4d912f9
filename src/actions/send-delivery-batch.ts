import { outlastOutage } from '#database/outlast-outage'
import { clearFailures } from '#database/provider-queries'
import { limits } from '#domain/limits'
import type { ProviderName } from '#domain/provider'
import type { ProviderFailure } from '#domain/provider-failure'
import { PutOff } from '#domain/put-off'
import { claimDeliveryBatch } from './claim-delivery-batch.ts'
import { splitDeliveryBatch } from './cut-delivery-batch.ts'
import { followTroublePolicy } from './follow-trouble-policy.ts'
import { handOverBatch, type ClaimedBatch } from './hand-over-batch.ts'
import { leaveBatchOpen } from './leave-batch-open.ts'
import { noteProviderTrouble } from './note-provider-trouble.ts'
import { finishWhenSettled, settleDeliveryBatch } from './settle-delivery-batch.ts'
import { isUntouched, sortFates } from './sort-fates.ts'
import type { SendingWorld } from './world.ts'

// A call that shows trouble, a claim that asks the campaign's policy, a claim after that; and one to spare.
const roundsMax = 4

/**
 * Sends one batch, at most once as far as anyone can know: it is sealed and claimed in one transaction, handed to the
 * provider outside of any, and settled in another. Safe to run again at any point, by anybody.
 * @param provider the one for whose batches this job was written
 * @throws PutOff when it is to be taken up again later
 * @throws ProviderFailure when the provider asked for a pause between calls
 */
export async function sendDeliveryBatch(
  world: SendingWorld,
  { batchId, provider }: { batchId: string; provider: ProviderName },
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; round < roundsMax; round += 1) {
    const claim = await world.database.transaction((transaction) =>
      claimDeliveryBatch(world, transaction, { batchId, provider }),
    )
    if (claim.kind === 'nothing-to-send') return
    if (claim.kind === 'settled') return finishWhenSettled(world, claim.campaignId)
    if (claim.kind === 'trouble') await followTroublePolicy(world, claim)
    else if ((await sendClaimed(world, claim.claimed, signal)) === 'done') return
  }
  throw new PutOff('provider-in-trouble', world.now().add({ seconds: limits.providerRetrySecondsMin }))
}

/** Says `again` when the batch is still to be sent, and who sends it is to be asked once more. */
async function sendClaimed(world: SendingWorld, claimed: ClaimedBatch, signal: AbortSignal): Promise<'done' | 'again'> {
  const { batch, positions, mailer } = claimed
  const handOver = await handOverBatch(world, claimed, signal)
  if (!handOver) return 'done'
  const { whole } = handOver
  // The provider would repeat its answer to an earlier call that it took: after this one it has taken neither.
  const isRefusedAgain = whole?.kind === 'permanent' && mailer.remembersKeys
  const mayMove = !batch.attemptingSince || isRefusedAgain
  if (whole?.kind === 'permanent' && mayMove && positions.length > 1) {
    await splitDeliveryBatch(world, claimed, handOver)
    await noteHowItWent(world, claimed, null)
    return 'done'
  }
  const isInDoubt = whole?.kind === 'unknown' && mailer.remembersKeys
  const sentNothing = whole !== null && ['temporary', 'refused', 'quota'].includes(whole.kind)
  const fates = sortFates({ positions, putOffSince: batch.putOffSince }, handOver.outcomes, {
    mayMove,
    now: world.now(),
  })
  // What a shutdown cuts off says nothing of the provider.
  const trouble = signal.aborted ? null : handOver.trouble
  if (isInDoubt || sentNothing || isUntouched(fates)) {
    const putOffSince = fates.putOffByReader.length > 0 ? (batch.putOffSince ?? world.now()) : batch.putOffSince
    await leaveBatchOpen(world, { claimed, begunAt: handOver.begunAt, trouble, isInDoubt, putOffSince })
    return 'again'
  }
  await settleDeliveryBatch(world, claimed, fates)
  await noteHowItWent(world, claimed, trouble)
  await finishWhenSettled(world, batch.campaignId)
  return 'done'
}

/** Notes of a batch that is settled what its call said of the provider. */
async function noteHowItWent(
  world: SendingWorld,
  claimed: ClaimedBatch,
  trouble: ProviderFailure | null,
): Promise<void> {
  const { batch, provider, isTrial, hadFailures } = claimed
  if (trouble) {
    await outlastOutage(() =>
      world.database.transaction((transaction) =>
        noteProviderTrouble(world, transaction, { provider, isTrial, trouble }),
      ),
    )
    if (trouble.kind === 'quota')
      await followTroublePolicy(world, { campaignId: batch.campaignId, provider, reason: 'provider-quota' })
    return
  }
  // Most of the time there is nothing to forget, and then it costs no statement.
  if (hadFailures) await clearFailures(world.database, provider)
}
