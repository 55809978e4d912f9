import { readCampaignHealth } from '#database/account-queries'
import type { Executor } from '#database/database'
import { judgeHealth } from '#domain/campaign-health'
import { holdCampaign } from './hold-campaign.ts'
import type { World } from './world.ts'

/**
 * Holds a campaign that shows an unhealthy list, after bad news about a letter of it; one that is over stays as it is,
 * and its report shows the figures. What had left when a person last resumed it counts no more: they have seen it.
 *
 * The caller has locked the campaign before any of its batches.
 */
export async function holdUnhealthyCampaign(world: World, transaction: Executor, campaignId: string): Promise<void> {
  const reason = judgeHealth(await readCampaignHealth(transaction, campaignId), world.thresholds)
  if (reason) await holdCampaign(world, transaction, { campaignId, reason })
}
