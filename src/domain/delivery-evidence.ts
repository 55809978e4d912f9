import type { BounceKind, ProviderEvent } from './provider-event.ts'
import type { SuppressionReason } from './suppression.ts'

/** What has been told of a letter since it was handed over: each fact at the earliest instant at which it was told. */
export type DeliveryEvidence = {
  /** The first word of any kind about a letter of which it was not known whether it had left. */
  readonly provenAt: Temporal.Instant | null
  readonly deliveredAt: Temporal.Instant | null
  readonly delayedAt: Temporal.Instant | null
  readonly bouncedAt: Temporal.Instant | null
  /** `hard` as soon as one bounce was. */
  readonly bounceKind: BounceKind | null
  readonly complainedAt: Temporal.Instant | null
}

/** What several events together say of one letter. */
export type DeliveryWord = Omit<DeliveryEvidence, 'provenAt'> & { readonly heardAt: Temporal.Instant }

/** A letter as it is known before a word about it is taken. */
export type KnownDelivery = DeliveryEvidence & {
  readonly uncertainAt: Temporal.Instant | null
  readonly isBatchSettled: boolean
}

/** By how much the counts of a batch rise. */
export type EvidenceCounts = {
  readonly proven: number
  readonly delivered: number
  readonly bounced: number
  readonly hardBounced: number
  readonly complained: number
}

/** Nothing that was not known before. */
export const noEvidence: EvidenceCounts = { proven: 0, delivered: 0, bounced: 0, hardBounced: 0, complained: 0 }

/**
 * Puts the events of one letter together. Their order and their repetition make no difference.
 * @throws Error when there are none
 */
export function foldEvents(events: readonly Pick<ProviderEvent, 'kind' | 'bounceKind' | 'occurredAt'>[]): DeliveryWord {
  const instants = (kinds: readonly ProviderEvent['kind'][]): Temporal.Instant[] =>
    events.filter(({ kind }) => kinds.includes(kind)).map(({ occurredAt }) => occurredAt)
  const heardAt = earliest(events.map(({ occurredAt }) => occurredAt))
  if (!heardAt) throw new Error('No event, no word.')
  const bouncedAt = earliest(instants(['bounced', 'suppressed', 'failed']))
  const isHard = events.some((event) => isBadNews(event) && event.kind !== 'complained')
  return {
    heardAt,
    deliveredAt: earliest(instants(['delivered'])),
    delayedAt: earliest(instants(['delayed'])),
    bouncedAt,
    bounceKind: bouncedAt && (isHard ? 'hard' : 'soft'),
    complainedAt: earliest(instants(['complained'])),
  }
}

/** Whether an event costs its reader all further letters: the address is dead, or whoever reads it complained. */
export function isBadNews({ kind, bounceKind }: Pick<ProviderEvent, 'kind' | 'bounceKind'>): boolean {
  // A provider that does not even try has seen the address bounce or complain before.
  return kind === 'complained' || kind === 'suppressed' || (kind === 'bounced' && bounceKind === 'hard')
}

/**
 * Takes a word about a letter. What is known already is not news, so a word that comes twice counts once; the earliest
 * instant wins, so the order in which words come makes no difference.
 *
 * Any word at all shows that the letter had left: the provider speaks only of what it took. For a letter whose batch is
 * not settled this is kept until the settlement looks at it.
 */
export function takeWord(
  known: KnownDelivery,
  word: DeliveryWord,
): { evidence: DeliveryEvidence; news: EvidenceCounts; suppressions: SuppressionReason[] } {
  const isInDoubt = !known.isBatchSettled || known.uncertainAt !== null
  const evidence: DeliveryEvidence = {
    provenAt: isInDoubt ? earliest([known.provenAt, word.heardAt]) : known.provenAt,
    deliveredAt: earliest([known.deliveredAt, word.deliveredAt]),
    delayedAt: earliest([known.delayedAt, word.delayedAt]),
    bouncedAt: earliest([known.bouncedAt, word.bouncedAt]),
    bounceKind: known.bounceKind === 'hard' ? 'hard' : (word.bounceKind ?? known.bounceKind),
    complainedAt: earliest([known.complainedAt, word.complainedAt]),
  }
  const isFirst = (fact: keyof DeliveryEvidence): boolean => evidence[fact] !== null && known[fact] === null
  const isHardNow = evidence.bounceKind === 'hard' && known.bounceKind !== 'hard'
  return {
    evidence,
    news: {
      proven: known.isBatchSettled && isFirst('provenAt') ? 1 : 0,
      delivered: isFirst('deliveredAt') ? 1 : 0,
      bounced: isFirst('bouncedAt') ? 1 : 0,
      hardBounced: isHardNow ? 1 : 0,
      complained: isFirst('complainedAt') ? 1 : 0,
    },
    suppressions: [
      ...(isHardNow ? (['bounced'] as const) : []),
      ...(isFirst('complainedAt') ? (['complained'] as const) : []),
    ],
  }
}

/** Whether two readings of the evidence of a letter are the same. */
export function isSameEvidence(one: DeliveryEvidence, other: DeliveryEvidence): boolean {
  return (
    one.bounceKind === other.bounceKind &&
    instantFacts.every((fact) => {
      const [left, right] = [one[fact], other[fact]]
      return left === right || (left !== null && right !== null && left.equals(right))
    })
  )
}

const instantFacts = ['provenAt', 'deliveredAt', 'delayedAt', 'bouncedAt', 'complainedAt'] as const

/** The counts of two words together. */
export function addCounts(one: EvidenceCounts, other: EvidenceCounts): EvidenceCounts {
  return {
    proven: one.proven + other.proven,
    delivered: one.delivered + other.delivered,
    bounced: one.bounced + other.bounced,
    hardBounced: one.hardBounced + other.hardBounced,
    complained: one.complained + other.complained,
  }
}

function earliest(instants: readonly (Temporal.Instant | null)[]): Temporal.Instant | null {
  return instants.reduce(
    (least, instant) => (instant && (!least || Temporal.Instant.compare(instant, least) < 0) ? instant : least),
    null,
  )
}
