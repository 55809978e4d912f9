import { factConcerns, type Fact, type FactConcern } from './fact.ts'

/** A fact that a letter of another year cites, and why somebody should look at it before it is printed again. */
export type ClonedFact = {
  readonly factId: string
  readonly concerns: readonly FactConcern[]
  /** Whether it says something else than when the letter was written. */
  readonly hasChanged: boolean
  /** Whether it can be cited no more. */
  readonly isRetired: boolean
}

/** Those facts of a letter of another year that want looking at, in the order in which the letter cites them. */
export function flagFacts(
  cited: readonly string[],
  {
    ledger,
    changed,
    today,
  }: {
    ledger: readonly { readonly fact: Fact; readonly retiredAt: Temporal.Instant | null }[]
    /** Ids of the facts that have changed since it was written. */
    changed: ReadonlySet<string>
    today: Temporal.PlainDate
  },
): ClonedFact[] {
  const kept = new Map(ledger.map((entry) => [entry.fact.id, entry]))
  return cited
    .map((factId) => {
      const entry = kept.get(factId)
      return {
        factId,
        concerns: entry ? factConcerns(entry.fact, today) : [],
        hasChanged: changed.has(factId),
        isRetired: entry === undefined || entry.retiredAt !== null,
      }
    })
    .filter(({ concerns, hasChanged, isRetired }) => concerns.length > 0 || hasChanged || isRetired)
}
