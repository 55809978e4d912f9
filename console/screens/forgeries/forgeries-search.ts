/** Whether reports that are dealt with are shown as well. */
export type ForgeriesSearch = { readonly all?: true }

/** Reads the search of the address; what is nothing of it is dropped. */
export function readForgeriesSearch(search: Readonly<Record<string, unknown>>): ForgeriesSearch {
  return search['all'] === true ? { all: true } : {}
}
