import { limits } from './limits.ts'
import type { ProviderFailureKind } from './provider-failure.ts'

/**
 * How far a batch has come that is handed over in windows: a window ends before the next begins, so that a process that
 * dies leaves in doubt no more than one of them.
 */
export type BatchProgress = {
  /** How many of the sealed recipients, from the first, may have been begun. */
  readonly begun: number
  /** What became of those of the windows that have ended, in order: the provider's id, or the failure. */
  readonly outcomes: readonly (
    | { readonly id: string }
    | { readonly failed: string; readonly kind: ProviderFailureKind; readonly isAddressDead?: true }
  )[]
}

/** What is known of a batch that is about to be attempted. */
export type BatchAttempts = {
  readonly firstAttemptAt: Temporal.Instant | null
  readonly sealedAt: Temporal.Instant | null
  /** When a call began of which no end is known. */
  readonly attemptingSince: Temporal.Instant | null
}

/**
 * Whether a batch may be handed to the provider now.
 * - `send`: it never was, or every earlier call is known to have sent nothing, or the provider will know the key
 * - `reseal`: nothing of it was sent, and the last look at its readers is so long ago that it must be taken anew
 * - `wait`: another process may be in the middle of the call
 * - `give-up`: a call had no known end and cannot be repeated without the danger of a second letter
 */
export function decideAttempt(
  { firstAttemptAt, sealedAt, attemptingSince }: BatchAttempts,
  { remembersKeys }: { readonly remembersKeys: boolean },
  now: Temporal.Instant,
): 'send' | 'reseal' | 'wait' | 'give-up' {
  if (attemptingSince === null) {
    return sealedAt === null || isWithin(sealedAt, { minutes: limits.sealMinutes }, now) ? 'send' : 'reseal'
  }
  if (remembersKeys)
    return isWithin(firstAttemptAt ?? attemptingSince, { hours: limits.idempotencyHours }, now) ? 'send' : 'give-up'
  return isWithin(attemptingSince, { seconds: limits.attemptLeaseSeconds }, now) ? 'wait' : 'give-up'
}

function isWithin(
  start: Temporal.Instant,
  duration: { hours?: number; minutes?: number; seconds?: number },
  now: Temporal.Instant,
): boolean {
  return Temporal.Instant.compare(now, start.add(duration)) < 0
}
