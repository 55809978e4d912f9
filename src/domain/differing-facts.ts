import type { Fact } from './fact.ts'

/**
 * The facts among those of a letter that contradict each other, in groups, so that a reader sees them side by side. A
 * conflict that only one of two facts names is one all the same.
 */
export function differingFacts(facts: readonly Fact[]): Fact[][] {
  const groups: Fact[][] = []
  for (const fact of facts) {
    const touched = groups.filter((group) => group.some((other) => inConflict(fact, other)))
    const rest = groups.filter((group) => !touched.includes(group))
    groups.splice(0, groups.length, ...rest, [...touched.flat(), fact])
  }
  const place = new Map(facts.map(({ id }, index) => [id, index]))
  const placeOf = (group: readonly Fact[]): number => Math.min(...group.map(({ id }) => place.get(id) ?? Infinity))
  return groups
    .filter((group) => group.length > 1)
    .map((group) => group.toSorted((a, b) => placeOf([a]) - placeOf([b])))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
}

function inConflict(a: Fact, b: Fact): boolean {
  return a.conflictsWith.includes(b.id) || b.conflictsWith.includes(a.id)
}
