import { limits } from './limits.ts'

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
