import { findCampaign, listReleases, type CampaignRelease } from '#database/campaign-queries'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import { readCampaignState, type CampaignState } from './campaign-state.ts'
import type { World } from './world.ts'

/** A campaign as staff see it. */
export type ReadCampaign = CampaignState & {
  readonly status: CampaignStatus
  readonly releases: readonly CampaignRelease[]
}

/** A campaign with its newest revision, its status, and the fingerprint that an approval would be bound to. @throws Refusal `not-found` */
export async function readCampaign(world: World, { campaignId }: { campaignId: string }): Promise<ReadCampaign> {
  const state = await readCampaignState(world, world.database, await findCampaign(world.database, campaignId))
  const releases = await listReleases(world.database, campaignId)
  return { ...state, status: campaignStatus(state.facts), releases }
}
