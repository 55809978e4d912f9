/** The year whose decisions are followed; left out for this one. */
export type YearSearch = { readonly year?: number }

/** Reads the search of the address; what is no year is dropped. */
export function readYearSearch(search: Readonly<Record<string, unknown>>): YearSearch {
  const year = Number(search['year'])
  return Number.isInteger(year) && year >= 1990 && year <= 2100 ? { year } : {}
}
