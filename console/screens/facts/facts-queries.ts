import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'
import type { FactsSearch } from './facts-search.ts'

/** The facts that a search finds, by id, a page at a time. */
export function factsQuery({ q = '', concern, retired }: FactsSearch) {
  return infiniteQueryOptions({
    queryKey: ['facts', 'list', q, concern ?? null, retired ?? false],
    queryFn: async ({ pageParam }) => {
      const query = {
        q,
        retired: retired === true ? ('true' as const) : ('false' as const),
        ...(concern !== undefined && { concern }),
        ...(pageParam !== null && { after: pageParam }),
      }
      return (await api.facts.$get({ query })).json()
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  })
}

/** One fact with what contradicts it, its history and who cites it. */
export function factQuery(factId: string) {
  return queryOptions({
    queryKey: ['facts', 'one', factId],
    queryFn: async () => (await api.facts[':factId'].$get({ param: { factId } })).json(),
  })
}

export type ReadFact = Awaited<ReturnType<NonNullable<ReturnType<typeof factQuery>['queryFn']>>>

/** What every view of a fact shows: the list, the fact itself, and what stands beside it. */
export type StatedFact = ReadFact['conflicts'][number]
