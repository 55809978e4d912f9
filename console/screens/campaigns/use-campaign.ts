import { createContext, use } from 'react'
import type { FullCampaign } from './campaign-queries.ts'

/** The campaign that the screens below `CampaignScreen` are about. */
export const CampaignContext = createContext<FullCampaign | null>(null)

/** The campaign of this screen. */
export function useCampaign(): FullCampaign {
  const campaign = use(CampaignContext)
  if (campaign === null) throw new Error('A screen of a campaign was shown without one.')
  return campaign
}
