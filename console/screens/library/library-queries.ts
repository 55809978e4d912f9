import { queryOptions } from '@tanstack/react-query'
import type { LibraryKind } from '#domain/library-entry'
import { api } from '../../api.ts'

/** Every entry of the library, without its words. */
export const libraryQuery = queryOptions({
  queryKey: ['library', 'list'],
  queryFn: async () => (await api.library.$get({ query: {} })).json(),
})

/** One entry with its words. */
export function entryQuery(kind: LibraryKind, id: string) {
  return queryOptions({
    queryKey: ['library', 'entry', kind, id],
    queryFn: async () => (await api.library[':kind'][':id'].$get({ param: { kind, id } })).json(),
  })
}

export type LibraryEntrySummary = Awaited<ReturnType<NonNullable<(typeof libraryQuery)['queryFn']>>>['entries'][number]
export type ReadEntry = Awaited<ReturnType<NonNullable<ReturnType<typeof entryQuery>['queryFn']>>>
