import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** What proves the sender, asked of the DNS whenever somebody looks. */
export const senderQuery = queryOptions({
  queryKey: ['sender'],
  queryFn: async () => (await api.sender.$get()).json(),
})

export const membersQuery = queryOptions({
  queryKey: ['staff'],
  queryFn: async () => (await api.staff.$get()).json(),
})

export const invitationsQuery = queryOptions({
  queryKey: ['staff', 'invitations'],
  queryFn: async () => (await api.staff.invitations.$get()).json(),
})

export const keysQuery = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async () => (await api['api-keys'].$get()).json(),
})

export const watchListQuery = queryOptions({
  queryKey: ['watch-list'],
  queryFn: async () => (await api['watch-list'].$get()).json(),
})

/** What of the record of what was done is asked for; `since` and `until` are instants. */
type AuditQuery = {
  readonly actor?: string
  readonly action?: string
  readonly subject?: string
  readonly since?: string
  readonly until?: string
}

/** The record of what was done, the newest first, a page at a time. */
export function auditQuery(filter: AuditQuery) {
  return infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: async ({ pageParam }) => {
      const query = { ...filter, ...(pageParam !== null && { before: String(pageParam) }) }
      return (await api.audit.$get({ query })).json()
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })
}
