import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { PageHead } from '../../parts/page-head.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { campaignQuery } from '../../queries.ts'

/** One campaign, and where it stands. */
export function CampaignScreen() {
  const { campaignId } = useParams({ from: '/staff/campaigns/$campaignId' })
  const { data, error } = useQuery(campaignQuery(campaignId))
  if (data === undefined) return <ProblemNote error={error} />
  return <PageHead title={data.name} actions={<StatusMark status={data.status} />} />
}
