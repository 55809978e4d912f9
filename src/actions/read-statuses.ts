import { findLatestRevisions, listApprovedHashes, type Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findKeptFacts } from '#database/fact-queries'
import { findDecisions } from '#database/observance-queries'
import { findOrganisation } from '#database/organisation-queries'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import { factIdsIn } from '#domain/letter'
import { campaignFactsOf, hashBinding } from './campaign-state.ts'
import type { World } from './world.ts'

/** A campaign and where it stands. */
export type CampaignStanding = { readonly campaign: Campaign; readonly status: CampaignStatus }

/** Where each of these campaigns stands now, in their order. */
export async function readStatuses(
  world: World,
  executor: Executor,
  campaigns: readonly Campaign[],
): Promise<CampaignStanding[]> {
  // What has been released stays approved, and most of what there is has been.
  const ids = campaigns.filter(({ approvalId }) => approvalId === null).map(({ id }) => id)
  const organisation = await findOrganisation(executor)
  const approved = await listApprovedHashes(executor, ids)
  const decisions = await findDecisions(executor, ids)
  const revisions = new Map(
    (ids.length > 0 ? await findLatestRevisions(executor, ids) : []).map((row) => [row.campaignId, row]),
  )
  const cited = new Set([...revisions.values()].flatMap(({ contents }) => factIdsIn(contents)))
  const facts = new Map((await findKeptFacts(executor, [...cited])).map((kept) => [kept.id, kept]))
  return campaigns.map((campaign) => {
    const revision = revisions.get(campaign.id)
    const boundHash = hashBinding(world, {
      campaign,
      revision,
      organisation,
      decision: decisions.get(campaign.id),
      citedFacts: factIdsIn(revision?.contents ?? {}).flatMap((id) => facts.get(id) ?? []),
    })
    const isApproved = boundHash !== undefined && approved.has(boundHash)
    return { campaign, status: campaignStatus(campaignFactsOf(campaign, isApproved)) }
  })
}
