import { findApprovalById, findCampaign, findRevision, readApprovedLetters } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { lockBatch, updateBatch, type DeliveryBatch } from '#database/delivery-queries'
import { findOrganisation } from '#database/organisation-queries'
import { maySendNextBatch } from '#domain/campaign'
import { decideAttempt } from '#domain/delivery-batch'
import { ProviderFailure } from '#domain/provider-failure'
import type { OutgoingMail } from '#mail/mailer'
import { composeMails } from './compose-mails.ts'
import { sealDeliveryBatch, type SealedRecipient } from './seal-delivery-batch.ts'
import {
  finishWhenSettled,
  settleDeliveryBatch,
  settleProviderFailure,
  settleUncertain,
} from './settle-delivery-batch.ts'
import type { SendingWorld } from './world.ts'

/** A sealed batch that this process may hand to the provider, and the messages to hand over. */
export type ClaimedBatch = {
  readonly batch: DeliveryBatch
  readonly mails: readonly OutgoingMail[]
  readonly positions: readonly number[]
}

/**
 * Sends one batch, at most once as far as anyone can know: it is sealed and claimed in one transaction, handed to the
 * provider outside of any, and settled in another. Safe to run again at any point, by anybody.
 * @throws ProviderFailure when the same batch is to be tried again later
 */
export async function sendDeliveryBatch(
  world: SendingWorld,
  { batchId }: { batchId: string },
  signal: AbortSignal,
): Promise<void> {
  const claim = await world.database.transaction((transaction) => claimBatch(world, transaction, batchId))
  if (claim === 'nothing-to-send') return
  if ('settled' in claim) return finishWhenSettled(world, claim.settled)
  const { batch, mails } = claim
  try {
    const outcomes = await world.mailer.deliver(mails, { key: batch.id, signal })
    await settleDeliveryBatch(world, claim, outcomes)
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    await settleProviderFailure(world, claim, error)
  }
}

async function claimBatch(
  world: SendingWorld,
  transaction: Executor,
  batchId: string,
): Promise<ClaimedBatch | { settled: string } | 'nothing-to-send'> {
  const batch = await lockBatch(transaction, batchId)
  if (!batch || batch.settledAt) return 'nothing-to-send'
  const now = world.now()
  const decision = decideAttempt(batch, world.mailer, now)
  if (decision === 'wait') throw new ProviderFailure('temporary', 'attempt-in-progress')
  if (decision === 'give-up') {
    await settleUncertain(world, transaction, batch)
    return { settled: batch.campaignId }
  }
  const campaign = await findCampaign(transaction, batch.campaignId)
  const organisation = await findOrganisation(transaction)
  if (!campaign?.approvalId || !maySendNextBatch(campaign, organisation?.sendingStoppedAt ?? null))
    return 'nothing-to-send'
  const approval = await findApprovalById(transaction, campaign.approvalId)
  const revision = approval && (await findRevision(transaction, approval.revisionId))
  if (!approval || !revision) throw new Error('A released campaign has lost its approval.')

  const letters = await readApprovedLetters(transaction, approval.id)
  const recipients = batch.sealed
    ? openSeal(world, batch.id, batch.sealed)
    : await sealDeliveryBatch(world, transaction, batch, {
        available: [...letters.keys()],
        fallback: revision.fallbackLocale,
      })
  if (recipients.length === 0) {
    await updateBatch(transaction, batch.id, { sealedAt: now, settledAt: now, droppedCount: batch.size })
    return { settled: batch.campaignId }
  }
  const mails = composeMails({ batchId, publicUrl: world.publicUrl, sender: approval.sender, letters }, recipients)
  const payloadHash = world.fingerprint(mails)
  if (batch.payloadHash !== null && batch.payloadHash !== payloadHash) {
    // Other bytes under the same key would be refused by the provider, or taken as a second letter.
    await settleUncertain(world, transaction, batch)
    return { settled: batch.campaignId }
  }
  if (batch.sealed) {
    await updateBatch(transaction, batchId, { attemptingSince: now })
  } else {
    const sealed = world.sealer.seal(sealPlace(batchId), JSON.stringify(recipients))
    await updateBatch(transaction, batchId, {
      sealedAt: now,
      sealed,
      payloadHash,
      firstAttemptAt: now,
      attemptingSince: now,
    })
  }
  return { batch, mails, positions: recipients.map(({ position }) => position) }
}

function openSeal(world: SendingWorld, batchId: string, sealed: Uint8Array): SealedRecipient[] {
  return JSON.parse(world.opener.open(sealPlace(batchId), sealed)) as SealedRecipient[]
}

function sealPlace(batchId: string): { table: string; column: string; id: string } {
  return { table: 'delivery_batches', column: 'sealed', id: batchId }
}
