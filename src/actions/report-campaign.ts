import { readCampaignAccount } from '#database/account-queries'
import { findCampaign } from '#database/campaign-queries'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import type { BalancedAccount } from '#domain/campaign-account'
import { readCampaignState } from './campaign-state.ts'
import type { World } from './world.ts'

/** A campaign's balanced account, with the reasons of what went wrong. */
export type CampaignReport = BalancedAccount & { readonly status: CampaignStatus }

/** What became of everyone a campaign was for. Counts only: no report names a reader. @throws Refusal `not-found` */
export async function reportCampaign(world: World, { campaignId }: { campaignId: string }): Promise<CampaignReport> {
  const { facts } = await readCampaignState(world, world.database, await findCampaign(world.database, campaignId))
  return { status: campaignStatus(facts), ...(await readCampaignAccount(world.database, campaignId)) }
}
