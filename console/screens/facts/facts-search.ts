import { readShown } from '../../parts/rows-shown.ts'
import { readWords } from '../../parts/search-words.ts'

export const factConcerns = ['stale', 'conflicting', 'disputed'] as const

/** What is looked for in the ledger. All of it can be linked. */
export type FactsSearch = {
  readonly q?: string
  readonly concern?: (typeof factConcerns)[number]
  readonly retired?: true
  /** How many are shown, where it is more than at first. */
  readonly shown?: number
}

/** Reads the search of the address; what is none of these is dropped. */
export function readFactsSearch(search: Readonly<Record<string, unknown>>): FactsSearch {
  const concern = factConcerns.find((known) => known === search['concern'])
  return {
    ...readWords(search),
    ...(concern !== undefined && { concern }),
    ...(search['retired'] === true && { retired: true as const }),
    ...readShown(search),
  }
}
