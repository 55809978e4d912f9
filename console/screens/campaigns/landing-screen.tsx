import { Navigate } from '@tanstack/react-router'
import type { FullCampaign } from './campaign-queries.ts'
import { useCampaign } from './use-campaign.ts'

/** Leads from the address of a letter to the screen on which it goes on. */
export function LandingScreen() {
  const campaign = useCampaign()
  const to = `/campaigns/$campaignId/${stepOf(campaign)}` as const
  return <Navigate to={to} params={{ campaignId: campaign.id }} replace />
}

function stepOf({ status, releasedAt }: FullCampaign): 'write' | 'review' | 'sending' | 'report' {
  if (status === 'draft') return 'write'
  if (status === 'in-review') return 'review'
  if (status === 'cancelled') return releasedAt === null ? 'review' : 'report'
  return status === 'sent' ? 'report' : 'sending'
}
