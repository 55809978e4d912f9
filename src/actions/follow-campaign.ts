import { readCampaignAccount } from '#database/account-queries'
import { findCampaign } from '#database/campaign-queries'
import { readZoneProgress, type ZoneProgress } from '#database/progress-queries'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import type { CampaignAccount } from '#domain/campaign-account'
import { readCampaignState } from './campaign-state.ts'
import type { World } from './world.ts'

/** How far a campaign has come at this moment. */
export type CampaignProgress = {
  readonly status: CampaignStatus
  readonly account: CampaignAccount
  /** In the order in which they are due. */
  readonly zones: readonly ZoneProgress[]
}

/** How far a campaign has come, in counts that balance. Cheap enough to be asked every other second. @throws Refusal `not-found` */
export async function followCampaign(world: World, { campaignId }: { campaignId: string }): Promise<CampaignProgress> {
  const { facts } = await readCampaignState(world, world.database, await findCampaign(world.database, campaignId))
  const { account } = await readCampaignAccount(world.database, campaignId)
  return { status: campaignStatus(facts), account, zones: await readZoneProgress(world.database, campaignId) }
}
