import { queryOptions } from '@tanstack/react-query'
import { api } from './api.ts'
import { isProblem } from './problem.ts'

const minute = 60_000

/** Who is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async () => (await api.me.$get()).json(),
  staleTime: 5 * minute,
})

/** How sending stands as a whole; asked for again while anybody looks, since a stop must be seen by everybody. */
export const sendingQuery = queryOptions({
  queryKey: ['sending'],
  queryFn: async () => (await api.sending.$get()).json(),
  refetchInterval: 15_000,
})

/** What the organisation says of itself, or null before an administrator has said it. */
export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: async () => {
    try {
      return await (await api.organisation.$get()).json()
    } catch (error) {
      if (isProblem(error, 'organisation-incomplete')) return null
      throw error
    }
  },
  staleTime: 10 * minute,
})

/** The newest campaigns: one page. */
export const campaignsQuery = queryOptions({
  queryKey: ['campaigns'],
  queryFn: async () => (await api.campaigns.$get({ query: {} })).json(),
  refetchInterval: minute,
})

/** One campaign. */
export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: ['campaigns', id],
    queryFn: async () => (await api.campaigns[':id'].$get({ param: { id } })).json(),
  })
}

/** The counts of a campaign, followed while it is in the air. */
export function reportQuery(id: string, isInTheAir: boolean) {
  return queryOptions({
    queryKey: ['campaigns', id, 'report'],
    queryFn: async () => (await api.campaigns[':id'].report.$get({ param: { id } })).json(),
    refetchInterval: isInTheAir ? 2_000 : false,
  })
}

/** What planning and others told staff, and nobody has ticked off. */
export const noticesQuery = queryOptions({
  queryKey: ['notices'],
  queryFn: async () => (await api.notices.$get({ query: { only: 'open' } })).json(),
  refetchInterval: minute,
})

/** A stretch of the calendar, both days included. */
export function calendarQuery(span: { readonly from: string; readonly to: string }) {
  return queryOptions({
    queryKey: ['calendar', span.from, span.to],
    queryFn: async () => (await api.calendar.$get({ query: span })).json(),
  })
}

export type Me = Awaited<ReturnType<NonNullable<typeof meQuery.queryFn>>>
export type Sending = Awaited<ReturnType<NonNullable<typeof sendingQuery.queryFn>>>
export type Campaign = Awaited<ReturnType<NonNullable<typeof campaignsQuery.queryFn>>>['campaigns'][number]
export type Notice = Awaited<ReturnType<NonNullable<typeof noticesQuery.queryFn>>>['notices'][number]
export type Calendar = Awaited<ReturnType<NonNullable<ReturnType<typeof calendarQuery>['queryFn']>>>
