import { queryOptions, useQuery } from '@tanstack/react-query'
import type { CampaignStatus } from '#domain/campaign'
import { api } from '../../api.ts'
import { useNow } from '../../parts/clock.ts'
import { meQuery, noticesQuery, organisationQuery, sendingQuery, type Campaign, type Notice } from '../../queries.ts'
import { findNeeds, type MissingStart, type Need } from './needs.ts'

export type ShownNeed = Need<Campaign, Notice>

/** Where campaigns stand that may wait for a person; however old they are, they are looked at. */
const needy = ['draft', 'in-review', 'held', 'paused'] as const satisfies readonly CampaignStatus[]

const refreshMilliseconds = 60_000

const needyCampaignsQuery = queryOptions({
  queryKey: ['campaigns', 'needy'],
  queryFn: async () => (await api.campaigns.$get({ query: { status: needy.join() } })).json(),
  refetchInterval: refreshMilliseconds,
})

/** What waits for a person now; it is told anew while anybody looks. */
export function useNeeds(): { readonly needs: readonly ShownNeed[]; readonly isLoaded: boolean } {
  const now = useNow()
  const { data: sending } = useQuery(sendingQuery)
  const { data: list } = useQuery(needyCampaignsQuery)
  const { data: notices } = useQuery(noticesQuery)
  const missing = useMissingStart()
  const isLoaded = sending !== undefined && list !== undefined && notices !== undefined
  const needs = findNeeds({ campaigns: list?.campaigns ?? [], notices: notices?.notices ?? [], sending, missing, now })
  return { needs, isLoaded }
}

function useMissingStart(): readonly MissingStart[] {
  const { data: organisation } = useQuery(organisationQuery)
  const { data: me } = useQuery(meQuery)
  return [
    ...(organisation === null ? ['organisation-missing' as const] : []),
    ...(me?.secondFactors.length === 0 ? ['second-factor-missing' as const] : []),
  ]
}
