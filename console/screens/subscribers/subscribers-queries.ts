import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** The list in counts that point at nobody. */
export const readershipQuery = queryOptions({
  queryKey: ['readership'],
  queryFn: async () => (await api.subscribers.readership.$get()).json(),
})

/** The topics on offer. */
export const topicsQuery = queryOptions({
  queryKey: ['topics'],
  queryFn: async () => (await api.topics.$get()).json(),
})

/** How one address stands; asked for by hand each time and never kept, since each asking is on record. */
export async function lookUp(email: string) {
  return (await api.subscribers['look-up'].$post({ json: { email } })).json()
}

export type LookedUp = Awaited<ReturnType<typeof lookUp>>
export type Readership = Awaited<ReturnType<NonNullable<(typeof readershipQuery)['queryFn']>>>
