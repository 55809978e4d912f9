import { searchFacts as searchRows } from '#database/content-queries'
import { findOrganisation } from '#database/organisation-queries'
import { factConcerns, type Fact, type FactConcern } from '#domain/fact'
import { limits } from '#domain/limits'
import type { World } from './world.ts'

export type FoundFact = { readonly fact: Fact; readonly concerns: readonly FactConcern[] }

/**
 * Facts of the ledger that hold these words, by id, each with what somebody should look at before it is printed today.
 * @returns one page; `next` continues it and is null on the last
 */
export async function searchFacts(
  world: World,
  { words, after }: { words: string; after?: string | undefined },
): Promise<{ facts: FoundFact[]; next: string | null }> {
  const organisation = await findOrganisation(world.database)
  const today = world
    .now()
    .toZonedDateTimeISO(organisation?.timeZone ?? 'UTC')
    .toPlainDate()
  const rows = await searchRows(world.database, words, { limit: limits.pageSizeMax + 1, after })
  const page = rows.slice(0, limits.pageSizeMax)
  return {
    facts: page.map((fact) => ({ fact, concerns: factConcerns(fact, today) })),
    next: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
  }
}
