export const shelves = [
  'observance',
  'issue',
  'playbook',
  'letter',
  'cause',
  'cautions',
  'purpose-words',
  'topic',
] as const

type Shelf = (typeof shelves)[number]

/** The kind of entries that is shown. */
export type LibrarySearch = { readonly kind?: Shelf }

/** Reads the search of the address; what is no kind is dropped. */
export function readLibrarySearch(search: Readonly<Record<string, unknown>>): LibrarySearch {
  const kind = shelves.find((known) => known === search['kind'])
  return kind === undefined ? {} : { kind }
}
