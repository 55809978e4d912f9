import {
  lockBatch,
  readDispatch,
  sealBatch,
  updateBatch,
  type DeliveryBatch,
  type Dispatch,
} from '#database/batch-queries'
import type { Executor } from '#database/database'
import { hasUnmailable } from '#database/delivery-queries'
import { enqueueJob } from '#database/job-outbox'
import { takeTrial } from '#database/provider-queries'
import { maySendNextBatch, type HoldReason } from '#domain/campaign'
import { decideAttempt, leaseEndsAt, nextBoundTry } from '#domain/delivery-batch'
import { limits } from '#domain/limits'
import { providerOf, type ProviderName } from '#domain/provider'
import { providerStanding, unblemished } from '#domain/provider-health'
import { PutOff, spreadFrom } from '#domain/put-off'
import { batchJobs } from '#jobs/job-contracts'
import { approvedMailOf } from './approved-mail-of.ts'
import { composeMails } from './compose-mails.ts'
import { cutDeliveryBatch } from './cut-delivery-batch.ts'
import type { ClaimedBatch } from './hand-over-batch.ts'
import { hashPayload } from './hash-payload.ts'
import { mailerOf } from './mailer-of.ts'
import { openSeal, sealDeliveryBatch, sealRecipients } from './seal-delivery-batch.ts'
import { settleCancelled, settleInDoubt } from './settle-delivery-batch.ts'
import { stoppedByStaff } from './stop-provider.ts'
import { checkDayShare, takeDayShare } from './take-day-share.ts'
import type { SendingWorld } from './world.ts'

/**
 * What came of a claim: messages to hand over, a batch that is settled without a call (so that somebody asks whether it
 * was the last), a provider in such trouble that the campaign's policy is asked, or nothing to do.
 */
export type Claim =
  | { readonly kind: 'claimed'; readonly claimed: ClaimedBatch }
  | { readonly kind: 'settled'; readonly campaignId: string }
  | {
      readonly kind: 'trouble'
      readonly campaignId: string
      readonly provider: ProviderName
      readonly reason: Extract<HoldReason, `provider-${string}`>
    }
  | { readonly kind: 'nothing-to-send' }

const nothingToSend = { kind: 'nothing-to-send' } as const

/**
 * Claims a batch for a call: looks at it, its campaign and its provider once more, and seals it. A batch of which
 * something may have been sent is bound to its provider; any other one goes by that of its campaign, cut anew where that
 * one takes fewer at a time. The order of locks is: the batch, then its provider.
 * @throws PutOff when it is to be taken up again later
 */
export async function claimDeliveryBatch(
  world: SendingWorld,
  transaction: Executor,
  { batchId, provider: askedBy }: { batchId: string; provider: ProviderName },
): Promise<Claim> {
  const batch = await lockBatch(transaction, batchId)
  if (!batch) return nothingToSend
  const { campaignId } = batch
  // Whoever settled it may have died before asking whether it was the last.
  if (batch.settledAt) return { kind: 'settled', campaignId }
  const dispatch = await readDispatch(transaction, campaignId)
  const ended = await endWithoutCall(world, transaction, batch, dispatch)
  if (ended) return ended
  const provider = boundTo(world, batch) ?? providerOf(dispatch.campaign.provider, world.providers)
  if (provider !== askedBy) {
    await enqueueJob(transaction, {
      id: world.newId(),
      name: batchJobs[provider],
      payload: { batchId },
      now: world.now(),
    })
    return nothingToSend
  }
  if (await mustBeCutAnew(world, transaction, batch, provider)) {
    await cutDeliveryBatch(world, transaction, batch, { provider, sizeMax: mailerOf(world, provider).batchSizeMax })
    return { kind: 'settled', campaignId }
  }
  const asked = await askProvider(world, transaction, { batch, dispatch, provider })
  if ('kind' in asked) return asked
  return (
    (await sealAndCompose(world, transaction, { batch, dispatch, provider, ...asked })) ?? {
      kind: 'settled',
      campaignId,
    }
  )
}

/** The provider that may have begun to send a batch; null while none has, and where none is configured by that name. */
function boundTo(world: SendingWorld, { attemptingSince, provider }: DeliveryBatch): ProviderName | null {
  return attemptingSince && provider && world.mailers[provider] ? provider : null
}

/** What becomes of a batch before any provider is asked: given up, cancelled, or waiting with its campaign. */
async function endWithoutCall(
  world: SendingWorld,
  transaction: Executor,
  batch: DeliveryBatch,
  { campaign, sendingStoppedAt }: Dispatch,
): Promise<Claim | null> {
  const now = world.now()
  const { attemptingSince, campaignId } = batch
  const settled = { kind: 'settled', campaignId } as const
  // A provider that is configured no more may be so again while its key is still known.
  const remembersKeys = (batch.provider && world.mailers[batch.provider]?.remembersKeys) ?? true
  const decision = decideAttempt(batch, { remembersKeys }, now)
  if (decision === 'give-up') {
    await settleInDoubt(world, transaction, batch)
    return settled
  }
  if (attemptingSince) {
    const isInCall = Temporal.Instant.compare(now, leaseEndsAt(attemptingSince)) < 0
    if (decision === 'wait' || (campaign.cancelledAt && isInCall))
      throw new PutOff('attempt-in-progress', spreadFrom(leaseEndsAt(attemptingSince), batch.id))
  }
  if (campaign.cancelledAt) {
    await settleCancelled(world, transaction, batch)
    return settled
  }
  // Whoever lets the campaign go on, or ends it, writes a job for each batch.
  if (!maySendNextBatch(campaign, sendingStoppedAt) || !campaign.approvalId) return nothingToSend
  if (attemptingSince && !boundTo(world, batch)) throw new PutOff('provider-missing', nextBoundTry(batch, now))
  return null
}

/** Whether a batch of which nothing was sent cannot leave as it is: sealed for another, too large, or too old a seal. */
async function mustBeCutAnew(
  world: SendingWorld,
  transaction: Executor,
  batch: DeliveryBatch,
  provider: ProviderName,
): Promise<boolean> {
  if (batch.attemptingSince) return false
  if (batch.size > mailerOf(world, provider).batchSizeMax) return true
  if (!batch.sealed) return false
  if (batch.provider !== provider) return true
  if (decideAttempt(batch, mailerOf(world, provider), world.now()) === 'reseal') return true
  // As long as nothing of it was sent, whoever leaves is still in time.
  return hasUnmailable(transaction, batch.id)
}

type AskedProvider = { readonly isTrial: boolean; readonly hadFailures: boolean }

/** Whether the provider takes a batch now. @throws PutOff while it rests, and for a bound batch while it is stopped */
async function askProvider(
  world: SendingWorld,
  transaction: Executor,
  { batch, dispatch, provider }: { batch: DeliveryBatch; dispatch: Dispatch; provider: ProviderName },
): Promise<AskedProvider | Claim> {
  const now = world.now()
  const known = dispatch.mailProviders.find(({ name }) => name === provider)
  const health = known ?? unblemished
  const trouble = (reason: Extract<HoldReason, `provider-${string}`>): Claim => {
    // Another provider must not touch it; the key is tried here, as long as it protects.
    if (batch.attemptingSince) throw new PutOff(reason, nextBoundTry(batch, now))
    return { kind: 'trouble', campaignId: batch.campaignId, provider, reason }
  }
  switch (providerStanding(health, world.thresholds, now)) {
    case 'ready':
      return { isTrial: false, hadFailures: health.failingBatches > 0 }
    case 'stopped':
      return trouble(known?.stopReason === stoppedByStaff ? 'provider-stopped' : 'provider-refused')
    case 'failing':
      return trouble('provider-failing')
    case 'resting':
      throw new PutOff('provider-rests', spreadFrom(health.restsUntil ?? now, batch.id))
    case 'to-be-tried': {
      const restsUntil = now.add({ seconds: limits.providerTrialSeconds })
      if (await takeTrial(transaction, provider, { now, restsUntil })) return { isTrial: true, hadFailures: true }
      throw new PutOff('provider-rests', spreadFrom(restsUntil, batch.id))
    }
  }
}

/** Seals the batch, or opens its seal, and composes its messages; null when that settles it without a call. */
async function sealAndCompose(
  world: SendingWorld,
  transaction: Executor,
  {
    batch,
    dispatch,
    provider,
    ...asked
  }: AskedProvider & { batch: DeliveryBatch; dispatch: Dispatch; provider: ProviderName },
): Promise<Claim | null> {
  const now = world.now()
  const mailer = mailerOf(world, provider)
  const warming = dispatch.mailProviders.find(({ name, warmUpStartsOn }) => name === provider && warmUpStartsOn)
  const day = batch.attemptingSince ? null : await checkDayShare(world, transaction, batch.id, warming)
  const approved = await approvedMailOf(transaction, dispatch.campaign.approvalId ?? '')
  const recipients = batch.sealed
    ? openSeal(world, batch.id, batch.sealed)
    : await sealDeliveryBatch(world, transaction, batch, approved)
  if (recipients.length === 0) {
    await updateBatch(transaction, batch.id, { sealedAt: now, settledAt: now, droppedCount: batch.size })
    return null
  }
  const mails = composeMails(world, { batchId: batch.id, ...approved }, recipients)
  const recipientsText = JSON.stringify(recipients)
  const payloadHash = hashPayload(world, { batchId: batch.id, approved, recipients: recipientsText })
  if (batch.payloadHash !== null && batch.payloadHash !== payloadHash) {
    // Other bytes under the same key would be refused by the provider, or taken as a second letter.
    if (batch.attemptingSince) await settleInDoubt(world, transaction, batch)
    else await cutDeliveryBatch(world, transaction, batch, { provider, sizeMax: mailer.batchSizeMax })
    return null
  }
  const positions = recipients.map(({ position }) => position)
  const share = day && (await takeDayShare(world, transaction, { batch, positions, provider, ...day }))
  if (share === 'cut') return null
  // A key is for the batch as a whole; where there is none, what is not begun can be told from what may have left.
  const windowSize = mailer.remembersKeys ? mails.length : Math.min(mailer.windowSize, mails.length)
  const doubtMax = mailer.remembersKeys ? mails.length : mailer.doubtMax
  const attempt = {
    attemptingSince: now,
    progress: doubtMax < mails.length ? { begun: doubtMax, outcomes: [] } : null,
  }
  if (batch.sealed) await updateBatch(transaction, batch.id, attempt)
  else {
    const sealed = sealRecipients(world, batch.id, recipientsText)
    await sealBatch(transaction, batch.id, {
      ...attempt,
      provider,
      sealed,
      sealedAt: now,
      payloadHash,
      firstAttemptAt: now,
    })
  }
  return {
    kind: 'claimed',
    claimed: { batch, provider, mailer, mails, positions, claimedAt: now, windowSize, doubtMax, ...asked, share },
  }
}
