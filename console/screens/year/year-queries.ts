import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** The chains of decisions of a year, with their days where they happen and on the clocks of some zones. */
export function processesQuery(year: number, zones: readonly string[]) {
  return queryOptions({
    queryKey: ['processes', year, zones],
    queryFn: async () =>
      (await api['un-process'].$get({ query: { year: String(year), zones: zones.join(',') } })).json(),
  })
}

type Place = { readonly id: string; readonly occurrence: string }

/** One occurrence: who confirmed its day and where, what was tabled and how it ended. */
export function occurrenceQuery(param: Place) {
  return queryOptions({
    queryKey: ['processes', 'occurrence', param.id, param.occurrence],
    queryFn: async () => (await api.observances[':id'].occurrences[':occurrence'].$get({ param })).json(),
  })
}

export type ProcessStep = Awaited<
  ReturnType<NonNullable<ReturnType<typeof processesQuery>['queryFn']>>
>['chains'][number][number]

export type Occurrence = Awaited<ReturnType<NonNullable<ReturnType<typeof occurrenceQuery>['queryFn']>>>

/** What is read anew when something was said of an occurrence. */
export const afterOccurrence = [['processes'], ['calendar'], ['notices'], ['campaigns']]
