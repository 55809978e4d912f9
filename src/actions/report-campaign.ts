import { findCampaign } from '#database/campaign-queries'
import { countExceptions, readCampaignAccount, type CampaignAccount } from '#database/account-queries'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import { readCampaignState } from './campaign-state.ts'
import type { World } from './world.ts'

/** A campaign's balanced account, with the reasons of what went wrong. */
export type CampaignReport = {
  readonly status: CampaignStatus
  readonly account: CampaignAccount
  readonly dropped: Readonly<Record<string, number>>
  readonly failed: Readonly<Record<string, number>>
}

/** What became of everyone a campaign was for. Counts only: no report names a reader. @throws Refusal `not-found` */
export async function reportCampaign(world: World, { campaignId }: { campaignId: string }): Promise<CampaignReport> {
  const { facts } = await readCampaignState(world, world.database, await findCampaign(world.database, campaignId))
  const [account, exceptions] = await Promise.all([
    readCampaignAccount(world.database, campaignId),
    countExceptions(world.database, campaignId),
  ])
  return { status: campaignStatus(facts), account, ...exceptions }
}
