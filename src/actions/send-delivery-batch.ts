import { findApprovalById, findCampaign, findRevision, readApprovedLetters } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { hasUnmailable, lockBatch, updateBatch, type DeliveryBatch } from '#database/delivery-queries'
import { findOrganisation } from '#database/organisation-queries'
import { maySendNextBatch } from '#domain/campaign'
import { decideAttempt } from '#domain/delivery-batch'
import { ProviderFailure } from '#domain/provider-failure'
import { composeMails } from './compose-mails.ts'
import { mailerOf } from './mailer-of.ts'
import { sealDeliveryBatch, type SealedRecipient } from './seal-delivery-batch.ts'
import {
  finishWhenSettled,
  replaceBatch,
  settleCancelled,
  settleDeliveryBatch,
  settleProviderFailure,
  settleUncertain,
  type ClaimedBatch,
} from './settle-delivery-batch.ts'
import type { SendingWorld } from './world.ts'

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
    const outcomes = await mailerOf(world, world.providers[0]).deliver(mails, { key: batch.id, signal })
    await settleDeliveryBatch(world, claim, outcomes)
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    await settleProviderFailure(world, claim, error)
  }
}

/** What came of the claim: messages to hand over, a batch that is settled without a call, or nothing at all. */
type Claim = ClaimedBatch | { readonly settled: string } | 'nothing-to-send'

async function claimBatch(world: SendingWorld, transaction: Executor, batchId: string): Promise<Claim> {
  const batch = await lockBatch(transaction, batchId)
  if (!batch) return 'nothing-to-send'
  const settled = { settled: batch.campaignId }
  // Whoever settled it may have died before asking whether it was the last.
  if (batch.settledAt) return settled
  const campaign = await findCampaign(transaction, batch.campaignId)
  const decision = decideAttempt(batch, mailerOf(world, world.providers[0]), world.now())
  if (decision === 'wait') throw new ProviderFailure('temporary', 'attempt-in-progress')
  if (decision === 'give-up') {
    await settleUncertain(world, transaction, batch)
    return settled
  }
  if (campaign?.cancelledAt) {
    await settleCancelled(world, transaction, batch)
    return settled
  }
  const organisation = await findOrganisation(transaction)
  const mayLeave = campaign && maySendNextBatch(campaign, organisation?.sendingStoppedAt ?? null)
  if (!mayLeave || !campaign.approvalId) return 'nothing-to-send'
  // As long as nothing of it was sent, whoever leaves is still in time.
  const mustReseal = batch.sealed && !batch.attemptingSince && (await hasUnmailable(transaction, batch.id))
  if (decision === 'reseal' || mustReseal) {
    await replaceBatch(world, transaction, batch)
    return settled
  }
  return (await sealAndCompose(world, transaction, batch, campaign.approvalId)) ?? settled
}

/** Seals the batch, or opens its seal, and composes its messages; null when that settles it without a call. */
async function sealAndCompose(
  world: SendingWorld,
  transaction: Executor,
  batch: DeliveryBatch,
  approvalId: string,
): Promise<ClaimedBatch | null> {
  const now = world.now()
  const approval = await findApprovalById(transaction, approvalId)
  const revision = approval && (await findRevision(transaction, approval.revisionId))
  if (!approval || !revision) throw new Error('A released campaign has lost its approval.')

  const letters = await readApprovedLetters(transaction, approval.id)
  const languages = { available: [...letters.keys()], fallback: revision.fallbackLocale }
  const recipients = batch.sealed
    ? openSeal(world, batch.id, batch.sealed)
    : await sealDeliveryBatch(world, transaction, batch, languages)
  if (recipients.length === 0) {
    await updateBatch(transaction, batch.id, { sealedAt: now, settledAt: now, droppedCount: batch.size })
    return null
  }
  const { sender } = approval
  const mails = composeMails({ batchId: batch.id, publicUrl: world.publicUrl, sender, letters }, recipients)
  const payloadHash = world.fingerprint(mails)
  if (batch.payloadHash !== null && batch.payloadHash !== payloadHash) {
    // Other bytes under the same key would be refused by the provider, or taken as a second letter.
    await settleUncertain(world, transaction, batch)
    return null
  }
  const sealing = () => world.sealer.seal(sealPlace(batch.id), JSON.stringify(recipients))
  const seal = batch.sealed ? {} : { sealedAt: now, sealed: sealing(), payloadHash, firstAttemptAt: now }
  await updateBatch(transaction, batch.id, { ...seal, attemptingSince: now })
  return { batch, mails, positions: recipients.map(({ position }) => position), claimedAt: now }
}

function openSeal(world: SendingWorld, batchId: string, sealed: Uint8Array): SealedRecipient[] {
  return JSON.parse(world.opener.open(sealPlace(batchId), sealed)) as SealedRecipient[]
}

function sealPlace(batchId: string): { table: string; column: string; id: string } {
  return { table: 'delivery_batches', column: 'sealed', id: batchId }
}
