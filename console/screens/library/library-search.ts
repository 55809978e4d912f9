import { readWords } from '../../parts/search-words.ts'

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

/** The kinds of which there are many entries: these can be added, retired and brought back. */
export const newKinds = ['observance', 'issue', 'playbook', 'letter', 'topic'] as const

export type NewKind = (typeof newKinds)[number]

type Shelf = (typeof shelves)[number]

/** The kind of entries that is shown, and words of those that are looked for. */
export type LibrarySearch = { readonly kind?: Shelf; readonly q?: string }

/** Reads the search of the address; what is no kind is dropped. */
export function readLibrarySearch(search: Readonly<Record<string, unknown>>): LibrarySearch {
  const kind = shelves.find((known) => known === search['kind'])
  return { ...(kind !== undefined && { kind }), ...readWords(search) }
}

/** What a new entry is, and which one it begins like. */
export type NewEntrySearch = { readonly kind?: NewKind; readonly like?: string }

/** Reads the search of the address of a new entry; what is no kind and no id is dropped. */
export function readNewEntrySearch(search: Readonly<Record<string, unknown>>): NewEntrySearch {
  const kind = newKinds.find((known) => known === search['kind'])
  const like = search['like']
  return {
    ...(kind !== undefined && { kind }),
    ...(typeof like === 'string' && /^[a-z0-9-]{2,60}$/.test(like) && { like }),
  }
}
