import { limits } from './limits.ts'

/** A count of readers as it may be told: null where it is so small that it could point at one of them. */
export type ToldCount = number | null

/**
 * A count of readers as it may be told. That there are none is told, and that there are few (null); from
 * `limits.readersToldMin` on a count is told in whole tens, so that neither the rest of a sum nor two questions that
 * differ by one reader tell what is hidden.
 */
export function tellCount(count: number): ToldCount {
  if (count === 0) return 0
  return count < limits.readersToldMin ? null : count - (count % limits.readersToldMin)
}

/**
 * A count of what readers of a whole letter did, as a report shows it: exact from `limits.readersToldMin` on, since it is
 * no count of one kind of reader, and null where they are so few that somebody might think of who they are.
 */
export function hideFew(count: number): ToldCount {
  return count > 0 && count < limits.readersToldMin ? null : count
}

/** Counts as they may be told. */
export type ToldCounts<Counts> = { readonly [Name in keyof Counts]: ToldCount }

/** Every one of these counts as it may be told. */
export function tellCounts<Counts extends Readonly<Partial<Record<string, number>>>>(
  counts: Counts,
): ToldCounts<Counts> {
  const told = Object.entries(counts).map(([name, count]) => [name, tellCount(count ?? 0)])
  return Object.fromEntries(told) as ToldCounts<Counts>
}
