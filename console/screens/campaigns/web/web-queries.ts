import { queryOptions } from '@tanstack/react-query'
import { api } from '../../../api.ts'

/** The web copy of a letter: where it stands, what was added to it. */
export function webCopyQuery(id: string) {
  return queryOptions({
    queryKey: ['campaigns', id, 'web-copy'],
    queryFn: async () => (await api.campaigns[':id']['web-copy'].$get({ param: { id } })).json(),
  })
}

export type WebCopy = Awaited<ReturnType<NonNullable<ReturnType<typeof webCopyQuery>['queryFn']>>>
