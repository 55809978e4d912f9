import type { DropReason } from './audience.ts'
import type { DeliveryEvidence } from './delivery-evidence.ts'
import type { ProviderName } from './provider.ts'

/** Everything that is known of one reader's letter: facts of its own and of the batch in which it went. */
export type LetterFacts = DeliveryEvidence & {
  readonly droppedAt: Temporal.Instant | null
  readonly dropReason: DropReason | null
  readonly failedAt: Temporal.Instant | null
  readonly failureCode: string | null
  readonly uncertainAt: Temporal.Instant | null
  /** Of its batch. */
  readonly provider: ProviderName | null
  readonly sealedAt: Temporal.Instant | null
  readonly settledAt: Temporal.Instant | null
}

/**
 * What can happen to a letter, in the order in which it usually does.
 * - `sealed`: its batch was made ready and may be on its way
 * - `dropped`: it was not sent, because its reader left or may not be mailed
 * - `accepted`: the provider took it
 * - `failed`: the provider refused it
 * - `uncertain`: the provider's answer never came, and it is not sent again
 * - `proven`: a word about it showed that it had left after all
 * - `delayed`, `delivered`, `bounced`, `complained`: what was told of it since
 */
export const storyKinds = [
  'sealed',
  'dropped',
  'accepted',
  'failed',
  'uncertain',
  'proven',
  'delayed',
  'delivered',
  'bounced',
  'complained',
] as const

export type StoryKind = (typeof storyKinds)[number]

/** One thing that happened to a letter. */
export type StoryPart = {
  readonly kind: StoryKind
  readonly at: Temporal.Instant
  /** Why it was dropped, the code of the failure, or `hard` or `soft` for a bounce; null for the rest. */
  readonly reason: string | null
}

/** How a letter stands: `waiting` until its batch is made ready, then the last word about it. */
export const letterStandings = ['waiting', ...storyKinds] as const

export type LetterStanding = (typeof letterStandings)[number]

/** What happened to one reader's letter, in order, and how it stands now. */
export function deliveryStory(facts: LetterFacts): { standing: LetterStanding; story: StoryPart[] } {
  const parts: Record<StoryKind, Omit<StoryPart, 'kind'> | null> = {
    // Who was left out when the batch was made ready was never in it.
    sealed: part(facts.droppedAt ? null : facts.sealedAt),
    dropped: part(facts.droppedAt, facts.dropReason),
    accepted: part(wasAccepted(facts) ? facts.settledAt : null),
    failed: part(facts.failedAt, facts.failureCode),
    uncertain: part(facts.uncertainAt),
    proven: part(wasAccepted(facts) ? null : facts.provenAt),
    delayed: part(facts.delayedAt),
    delivered: part(facts.deliveredAt),
    bounced: part(facts.bouncedAt, facts.bounceKind),
    complained: part(facts.complainedAt),
  }
  const told = storyKinds.flatMap((kind) => {
    const found = parts[kind]
    return found ? [{ kind, ...found }] : []
  })
  return {
    standing: standingOf(told),
    story: told.toSorted((one, other) => Temporal.Instant.compare(one.at, other.at)),
  }
}

/** Whether the provider's own answer said that it took the letter. */
function wasAccepted({ settledAt, droppedAt, failedAt, uncertainAt }: LetterFacts): boolean {
  return settledAt !== null && !droppedAt && !failedAt && !uncertainAt
}

// Clocks of several machines wrote the instants, so not they but the order of things decides which word is the last. A
// letter that was delivered is no longer delayed; one that bounced after all, or was complained about, is so for good.
function standingOf(told: readonly StoryPart[]): LetterStanding {
  return told.at(-1)?.kind ?? 'waiting'
}

function part(at: Temporal.Instant | null, reason: string | null = null): Omit<StoryPart, 'kind'> | null {
  return at && { at, reason }
}
