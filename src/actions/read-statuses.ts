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
  const undecided = campaigns.filter(({ approvalId }) => approvalId === null)
  return standingsOf(campaigns, await findApprovedIds(world, executor, undecided))
}

/** Where campaigns stand, when it is known which of them are approved as they are now; in their order. */
export function standingsOf(campaigns: readonly Campaign[], approvedIds: ReadonlySet<string>): CampaignStanding[] {
  return campaigns.map((campaign) => {
    const status = campaignStatus(campaignFactsOf(campaign, approvedIds.has(campaign.id)))
    return { campaign, status }
  })
}

/** Those of these campaigns of which an approval stands for exactly what they are now. */
export async function findApprovedIds(
  world: World,
  executor: Executor,
  campaigns: readonly Campaign[],
): Promise<ReadonlySet<string>> {
  if (campaigns.length === 0) return new Set()
  const ids = campaigns.map(({ id }) => id)
  const organisation = await findOrganisation(executor)
  const approved = await listApprovedHashes(executor, ids)
  const decisions = await findDecisions(executor, ids)
  const revisions = new Map((await findLatestRevisions(executor, ids)).map((row) => [row.campaignId, row]))
  const cited = new Set([...revisions.values()].flatMap(({ contents }) => factIdsIn(contents)))
  const facts = new Map((await findKeptFacts(executor, [...cited])).map((kept) => [kept.id, kept]))
  const isApproved = (campaign: Campaign): boolean => {
    const revision = revisions.get(campaign.id)
    const boundHash = hashBinding(world, {
      campaign,
      revision,
      organisation,
      decision: decisions.get(campaign.id),
      citedFacts: factIdsIn(revision?.contents ?? {}).flatMap((id) => facts.get(id) ?? []),
    })
    return boundHash !== undefined && approved.has(boundHash)
  }
  return new Set(campaigns.filter(isApproved).map(({ id }) => id))
}
