/** Below this a count of readers could point at one of them, and is not told. */
export const smallestCount = 10

/** A count of readers as it may be told: null for one that is small enough to point at somebody. Nobody is nobody. */
export function tellCount(count: number): number | null {
  return count === 0 || count >= smallestCount ? count : null
}

/** Counts as they may be told. */
export type ToldCounts<Counts> = { readonly [Name in keyof Counts]: number | null }

/** Every one of these counts as it may be told. */
export function tellCounts<Counts extends Readonly<Record<string, number>>>(counts: Counts): ToldCounts<Counts> {
  const told = Object.entries(counts).map(([name, count]) => [name, tellCount(count)])
  return Object.fromEntries(told) as ToldCounts<Counts>
}
