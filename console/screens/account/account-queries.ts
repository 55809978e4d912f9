import { queryOptions } from '@tanstack/react-query'
import { api } from '../../api.ts'

/** One's own second factors. */
export const secondFactorsQuery = queryOptions({
  queryKey: ['me', 'second-factors'],
  queryFn: async () => (await api.me['second-factors'].$get()).json(),
})

/** Where one is signed in. */
export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: async () => (await api.me.sessions.$get()).json(),
})
