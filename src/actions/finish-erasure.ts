import { lockBatch } from '#database/batch-queries'
import type { Executor } from '#database/database'
import {
  cutLettersLoose,
  deleteJobsNaming,
  deleteSubscriber,
  hasOpenCallTo,
  holdWalks,
  lockSealsOf,
  stepWalksBack,
} from '#database/erasure-queries'
import { lockSubscriber } from '#database/subscriber-queries'
import { decideAttempt } from '#domain/delivery-batch'
import { limits } from '#domain/limits'
import { providerOf } from '#domain/provider'
import { nextTry, PutOff } from '#domain/put-off'
import { cutDeliveryBatch } from './cut-delivery-batch.ts'
import { finishWhenSettled, settleInDoubt } from './settle-delivery-batch.ts'
import type { SendingWorld } from './world.ts'

/**
 * Finishes what an erasure began: once no sealed batch and no call holds the reader any more, their letters go to nobody
 * and their row goes altogether, the jobs that name it and this one included. Safe to repeat; each run does all of it or
 * waits. It waits for a day at most, since by then every call of unknown end counts as ended.
 * @throws PutOff while a batch of theirs is on its way
 */
export async function finishErasure(world: SendingWorld, { subscriberId }: { subscriberId: string }): Promise<void> {
  const { waitsSince, settledOf } = await world.database.transaction(async (transaction) => {
    const settled: string[] = []
    const subscriber = await lockSubscriber(transaction, subscriberId)
    if (!subscriber?.erasedAt) return { waitsSince: null, settledOf: settled }
    const isSealed = !(await openSeals(world, transaction, subscriberId, settled))
    const callsSince = world.now().subtract({ seconds: limits.attemptLeaseSeconds })
    if (isSealed || (await hasOpenCallTo(transaction, subscriberId, callsSince)))
      return { waitsSince: subscriber.erasedAt, settledOf: settled }
    await holdWalks(transaction)
    await cutLettersLoose(transaction, subscriberId)
    await stepWalksBack(transaction, subscriberId)
    await deleteJobsNaming(transaction, subscriberId)
    await deleteSubscriber(transaction, subscriberId)
    return { waitsSince: null, settledOf: settled }
  })
  for (const campaignId of settledOf) await finishWhenSettled(world, campaignId)
  if (waitsSince) throw new PutOff('erasure-waits', nextErasureTry(waitsSince, world.now()))
}

/**
 * Ends every seal with the address of a reader: what was not sent is sealed anew later, without them, and what may have
 * been sent and cannot be repeated any more is uncertain for good.
 * @param settled takes the campaigns of which a batch was settled
 * @returns false while a seal is still needed, by a call that is open or one that may be repeated
 */
async function openSeals(
  world: SendingWorld,
  transaction: Executor,
  subscriberId: string,
  settled: string[],
): Promise<boolean> {
  let areOpen = true
  for (const id of await lockSealsOf(transaction, subscriberId)) {
    const batch = await lockBatch(transaction, id)
    if (!batch) continue
    const mailer = batch.provider && world.mailers[batch.provider]
    const decision = decideAttempt(batch, { remembersKeys: mailer?.remembersKeys ?? true }, world.now())
    if (batch.attemptingSince === null) {
      const provider = mailer?.name ?? providerOf(null, world.providers)
      await cutDeliveryBatch(world, transaction, batch, { provider, sizeMax: batch.size })
    } else if (decision === 'give-up') await settleInDoubt(world, transaction, batch)
    else {
      areOpen = false
      continue
    }
    settled.push(batch.campaignId)
  }
  return areOpen
}

function nextErasureTry(since: Temporal.Instant, now: Temporal.Instant): Temporal.Instant {
  const { erasureRetrySecondsMin: secondsMin, erasureRetrySecondsMax: secondsMax } = limits
  return nextTry(since, { secondsMin, secondsMax }, now)
}
