import { useQuery } from '@tanstack/react-query'
import type { CampaignStatus } from '#domain/campaign'
import { sendingQuery } from '../queries.ts'

/** What is said of a campaign: its status, or that it waits because all sending is stopped. */
export type ShownStatus = CampaignStatus | 'stopped'

/** Says where campaigns stand for whoever looks: while all sending is stopped, nothing is on its way. */
export function useShownStatus(): (status: CampaignStatus) => ShownStatus {
  const { data } = useQuery(sendingQuery)
  const isStopped = typeof data?.stoppedAt === 'string'
  return (status) => (status === 'sending' && isStopped ? 'stopped' : status)
}
