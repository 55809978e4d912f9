export const factConcerns = ['stale', 'conflicting', 'disputed'] as const

/** What is looked for in the ledger. All of it can be linked. */
export type FactsSearch = {
  readonly q?: string
  readonly concern?: (typeof factConcerns)[number]
  readonly retired?: true
}

/** Reads the search of the address; what is none of these is dropped. */
export function readFactsSearch(search: Readonly<Record<string, unknown>>): FactsSearch {
  const concern = factConcerns.find((known) => known === search['concern'])
  const q = typeof search['q'] === 'string' ? search['q'].slice(0, 100) : ''
  return {
    ...(q !== '' && { q }),
    ...(concern !== undefined && { concern }),
    ...(search['retired'] === true && { retired: true as const }),
  }
}
