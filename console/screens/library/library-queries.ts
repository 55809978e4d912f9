import { queryOptions } from '@tanstack/react-query'
import type { LibraryKind } from '#domain/library-entry'
import { api } from '../../api.ts'
import { readForm } from './entry-form.ts'
import { asJson } from './json.ts'

/** Every entry of the library, without its words. */
export const libraryQuery = queryOptions({
  queryKey: ['library', 'list'],
  queryFn: async () => (await api.library.$get({ query: {} })).json(),
})

/** The form of each kind of entry. They are part of the program, and the same until it is another one. */
export const formsQuery = queryOptions({
  queryKey: ['library-forms'],
  queryFn: async () => {
    const { forms } = await (await api.library.forms.$get()).json()
    return new Map(Object.entries(forms).map(([kind, schema]) => [kind, readForm(asJson(schema))]))
  },
  staleTime: Infinity,
})

/** Every topic in its order, with who and what hangs on it. */
export const topicUsesQuery = queryOptions({
  queryKey: ['topics', 'uses'],
  queryFn: async () => (await api.topics.uses.$get()).json(),
})

/** One entry with its words. */
export function entryQuery(kind: LibraryKind, id: string) {
  return queryOptions({
    queryKey: ['library', 'entry', kind, id],
    queryFn: async () => (await api.library[':kind'][':id'].$get({ param: { kind, id } })).json(),
  })
}

export type LibraryEntrySummary = Awaited<ReturnType<NonNullable<(typeof libraryQuery)['queryFn']>>>['entries'][number]
export type DescribedTopic = Awaited<ReturnType<NonNullable<(typeof topicUsesQuery)['queryFn']>>>['topics'][number]
export type ReadEntry = Awaited<ReturnType<NonNullable<ReturnType<typeof entryQuery>['queryFn']>>>
