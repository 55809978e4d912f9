import {
  findCampaign,
  findLatestRevisions,
  listApprovedHashes,
  listCampaigns as listRows,
  listReleases,
  type CampaignRelease,
} from '#database/campaign-queries'
import { findOrganisation } from '#database/organisation-queries'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import { limits } from '#domain/limits'
import { campaignFactsOf, hashBinding, readCampaignState, type CampaignState } from './campaign-state.ts'
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

/** Campaigns, newest first, each with its status; `before` continues a list. */
export async function listCampaigns(
  world: World,
  { before }: { before?: string | undefined },
): Promise<Pick<ReadCampaign, 'campaign' | 'status'>[]> {
  const rows = await listRows(world.database, { limit: limits.pageSizeMax, before })
  const ids = rows.map(({ id }) => id)
  const organisation = await findOrganisation(world.database)
  const approved = await listApprovedHashes(world.database, ids)
  const revisions = new Map(
    (ids.length > 0 ? await findLatestRevisions(world.database, ids) : []).map((revision) => [
      revision.campaignId,
      revision,
    ]),
  )
  return rows.map((campaign) => {
    const boundHash = hashBinding(world, campaign, revisions.get(campaign.id), organisation)
    const isApproved = boundHash !== undefined && approved.has(boundHash)
    return { campaign, status: campaignStatus(campaignFactsOf(campaign, isApproved)) }
  })
}
