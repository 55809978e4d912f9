import { searchFacts as searchRows, type FactFilter } from '#database/fact-queries'
import type { FactConcern } from '#domain/fact'
import { limits } from '#domain/limits'
import { inLedger, readToday, type LedgerFact } from './read-fact.ts'
import type { World } from './world.ts'

/** What a search of the ledger looks for; every part narrows. */
export type FactSearch = Omit<FactFilter, 'isRetired'> & {
  /** Only facts that raise this concern today. */
  readonly concern?: FactConcern | undefined
  /** Those that can no longer be cited, instead of those that can. */
  readonly isRetired?: boolean
  readonly after?: string | undefined
}

/**
 * Facts of the ledger, by id, each with what somebody should look at before it is printed today.
 * @returns one page; `next` continues it and is null on the last
 */
export async function searchFacts(
  world: World,
  { concern, isRetired = false, after, ...filter }: FactSearch,
): Promise<{ facts: LedgerFact[]; next: string | null }> {
  const today = await readToday(world)
  const found: LedgerFact[] = []
  let from = after
  // A concern is a matter of the day and not of the row, so pages are read until one is full of what is looked for.
  for (;;) {
    const rows = await searchRows(world.database, { ...filter, isRetired }, { limit: limits.pageSizeMax, after: from })
    const ledger = rows.map((row) => inLedger(row, today))
    found.push(...ledger.filter(({ concerns }) => concern === undefined || concerns.includes(concern)))
    from = rows.at(-1)?.id
    if (rows.length < limits.pageSizeMax || found.length > limits.pageSizeMax) break
  }
  const facts = found.slice(0, limits.pageSizeMax)
  return { facts, next: found.length > facts.length ? (facts.at(-1)?.id ?? null) : null }
}
