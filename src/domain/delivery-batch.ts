import { limits } from './limits.ts'
import type { ProviderFailureKind } from './provider-failure.ts'
import { nextTry, spreadFrom } from './put-off.ts'

/**
 * How far a batch has come that is handed over in windows. Noted ahead of what it is about, so that a process that dies
 * leaves in doubt what lies between the two and no more.
 */
export type BatchProgress = {
  /** How many of the sealed recipients, from the first, may have been begun. */
  readonly begun: number
  /**
   * What became of those of the windows that have ended, in order: the provider's id, null where it gave none, or the
   * failure.
   */
  readonly outcomes: readonly (
    | string
    | null
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
    return sealedAt === null || isBefore(now, sealedAt.add({ minutes: limits.sealMinutes })) ? 'send' : 'reseal'
  }
  if (remembersKeys) return isBefore(now, keyEndsAt({ firstAttemptAt, attemptingSince })) ? 'send' : 'give-up'
  return isBefore(now, leaseEndsAt(attemptingSince)) ? 'wait' : 'give-up'
}

/** Until when a provider that remembers keys knows that of a batch whose first call is of unknown end. */
function keyEndsAt({
  firstAttemptAt,
  attemptingSince,
}: Pick<BatchAttempts, 'firstAttemptAt'> & { readonly attemptingSince: Temporal.Instant }): Temporal.Instant {
  return (firstAttemptAt ?? attemptingSince).add({ hours: limits.idempotencyHours })
}

/** Until when another process may be in the middle of a call that it began at `attemptingSince`. */
export function leaseEndsAt(attemptingSince: Temporal.Instant): Temporal.Instant {
  return attemptingSince.add({ seconds: limits.attemptLeaseSeconds })
}

/** When a batch that is bound to its provider comes back to it: the older its first call, the later. */
export function nextBoundTry(
  { id, firstAttemptAt }: { readonly id: string } & Pick<BatchAttempts, 'firstAttemptAt'>,
  now: Temporal.Instant,
): Temporal.Instant {
  const { providerRetrySecondsMin: secondsMin, providerRetrySecondsMax: secondsMax } = limits
  return spreadFrom(nextTry(firstAttemptAt ?? now, { secondsMin, secondsMax }, now), id, secondsMin)
}

function isBefore(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) < 0
}
