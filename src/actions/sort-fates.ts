import { limits } from '#domain/limits'
import type { ProviderFailure } from '#domain/provider-failure'
import type { MailOutcome } from '#mail/mailer'

/** What becomes of the readers of a batch, by their positions. */
export type Fates = {
  /** Of everyone who was sealed, in order. */
  readonly positions: readonly number[]
  readonly accepted: readonly { readonly position: number; readonly providerId: string | null }[]
  readonly failed: readonly { readonly position: number; readonly code: string; readonly isAddressDead: boolean }[]
  readonly uncertain: readonly number[]
  /** Nothing was sent to them: their own server put them off, or somebody nearer did, or they were never begun. */
  readonly putOffByReader: readonly number[]
  readonly putOff: readonly number[]
  readonly unbegun: readonly number[]
}

/**
 * Sorts the readers of a batch by what became of them.
 * @param outcomes of those who were begun, from the first on
 * @param mayMove whether those who got nothing can go out again in another batch: not while an earlier call is in doubt
 */
export function sortFates(
  { positions, putOffSince }: { positions: readonly number[]; putOffSince: Temporal.Instant | null },
  outcomes: readonly MailOutcome[],
  { mayMove, now }: { mayMove: boolean; now: Temporal.Instant },
): Fates {
  const giveUpAt = (putOffSince ?? now).add({ hours: limits.readerRetryHours })
  const isGivenUp = Temporal.Instant.compare(now, giveUpAt) >= 0
  const fates = {
    positions,
    accepted: [] as { position: number; providerId: string | null }[],
    failed: [] as { position: number; code: string; isAddressDead: boolean }[],
    uncertain: [] as number[],
    putOffByReader: [] as number[],
    putOff: [] as number[],
    unbegun: [] as number[],
  }
  for (const [index, position] of positions.entries()) {
    const outcome = outcomes[index]
    if (outcome?.kind === 'accepted') fates.accepted.push({ position, providerId: outcome.providerId })
    else if (!outcome) fates.unbegun.push(position)
    else {
      const { failure } = outcome
      const fate = fateOf(failure, { mayMove, isGivenUp })
      if (fate === 'failed') fates.failed.push({ position, code: failure.code, isAddressDead: failure.isAddressDead })
      else fates[fate].push(position)
    }
  }
  return fates
}

function fateOf(
  { kind, isOfReader }: ProviderFailure,
  { mayMove, isGivenUp }: { mayMove: boolean; isGivenUp: boolean },
): 'failed' | 'uncertain' | 'putOffByReader' | 'putOff' {
  if (kind === 'unknown' || kind === 'conflict' || !mayMove) return 'uncertain'
  if (kind === 'permanent' || (isOfReader && isGivenUp)) return 'failed'
  return isOfReader ? 'putOffByReader' : 'putOff'
}

/** How many are to be mailed by another batch. */
export function countMoving({ putOffByReader, putOff, unbegun }: Fates): number {
  return putOffByReader.length + putOff.length + unbegun.length
}

/** Whether nobody got anything, so that the batch can be handed over once more as it is. */
export function isUntouched({ accepted, failed, uncertain }: Fates): boolean {
  return accepted.length + failed.length + uncertain.length === 0
}
