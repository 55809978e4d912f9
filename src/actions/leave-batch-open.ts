import { endBatchAttempt } from '#database/batch-queries'
import { outlastOutage } from '#database/outlast-outage'
import { returnDayShare } from '#database/provider-queries'
import { nextBoundTry } from '#domain/delivery-batch'
import type { ProviderFailure } from '#domain/provider-failure'
import { providerStanding, type ProviderHealth } from '#domain/provider-health'
import { nextProviderTry, nextReaderTry, PutOff, spreadFrom } from '#domain/put-off'
import { followTroublePolicy } from './follow-trouble-policy.ts'
import type { ClaimedBatch } from './hand-over-batch.ts'
import { noteProviderTrouble } from './note-provider-trouble.ts'
import type { SendingWorld } from './world.ts'

/** A batch of which the last call sent nothing, or may have: it is still to be sent. */
export type OpenBatch = {
  readonly claimed: ClaimedBatch
  /** When that call began. */
  readonly begunAt: Temporal.Instant
  readonly trouble: ProviderFailure | null
  /** Whether the provider may have taken it, and knows its key. */
  readonly isInDoubt: boolean
  /** Since when readers' own servers put it off, if they do. */
  readonly putOffSince: Temporal.Instant | null
}

/**
 * Ends the call of a batch that stays open, and says when and by whom it goes on: at once where its campaign may go by
 * another provider now, later everywhere else.
 * @throws PutOff
 * @throws ProviderFailure when the provider asked for a pause between calls
 */
export async function leaveBatchOpen(world: SendingWorld, open: OpenBatch): Promise<void> {
  const { claimed, begunAt, trouble, isInDoubt, putOffSince } = open
  const { batch, provider, isTrial, positions, share } = claimed
  const health = await outlastOutage(() =>
    world.database.transaction(async (transaction) => {
      const earlier = batch.attemptingSince
      const hasEnded = !isInDoubt && (await endBatchAttempt(transaction, batch.id, { begunAt, earlier, putOffSince }))
      const noted = await noteProviderTrouble(world, transaction, { provider, isTrial, trouble })
      if (hasEnded) await returnDayShare(transaction, share, positions.length)
      return noted
    }),
  )
  const { campaignId } = batch
  const isFailing = health !== null && providerStanding(health, world.thresholds, world.now()) === 'failing'
  if (trouble?.kind === 'quota') await followTroublePolicy(world, { campaignId, provider, reason: 'provider-quota' })
  if (isFailing) await followTroublePolicy(world, { campaignId, provider, reason: 'provider-failing' })
  const isBound = isInDoubt || batch.attemptingSince !== null
  const isAskedAgain = isFailing || trouble?.kind === 'refused' || trouble?.kind === 'quota'
  if (isAskedAgain && !isBound) return
  if (trouble?.retryAfterSeconds !== undefined) throw trouble
  throw new PutOff(trouble?.code ?? 'put-off', nextTryOf(world, { ...open, health }))
}

function nextTryOf(
  world: SendingWorld,
  { claimed, isInDoubt, health, putOffSince }: OpenBatch & { health: ProviderHealth | null },
): Temporal.Instant {
  const now = world.now()
  const { batch, claimedAt } = claimed
  const isBound = isInDoubt || batch.attemptingSince !== null
  const candidates = [
    nextProviderTry(batch.id, now),
    ...(isBound ? [nextBoundTry({ id: batch.id, firstAttemptAt: batch.firstAttemptAt ?? claimedAt }, now)] : []),
    ...(putOffSince ? [nextReaderTry(putOffSince, now)] : []),
    ...(health?.restsUntil ? [spreadFrom(health.restsUntil, batch.id)] : []),
  ]
  return candidates.reduce((latest, instant) => (Temporal.Instant.compare(instant, latest) > 0 ? instant : latest))
}
