import {
  findApproval,
  findLatestRevision,
  lockCampaign,
  type Campaign,
  type CampaignApproval,
  type CampaignRevision,
} from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findOrganisation, type Organisation } from '#database/organisation-queries'
import type { ApprovalBinding } from '#domain/approval'
import type { CampaignFacts } from '#domain/campaign'
import { Refusal } from '#domain/refusal'
import { senderOf } from './read-organisation.ts'
import type { World } from './world.ts'

/** A campaign with what its status depends on. */
export type CampaignState = {
  readonly campaign: Campaign
  readonly revision: CampaignRevision | undefined
  readonly organisation: Organisation | undefined
  /** What an approval given now would be bound to; undefined while a part of it is missing. */
  readonly boundHash: string | undefined
  readonly approval: CampaignApproval | undefined
  readonly facts: CampaignFacts
}

/** Reads a campaign for a change and holds back every other change. @throws Refusal `not-found` */
export async function lockCampaignState(world: World, executor: Executor, campaignId: string): Promise<CampaignState> {
  return readCampaignState(world, executor, await lockCampaign(executor, campaignId))
}

/** @throws Refusal `not-found` */
export async function readCampaignState(
  world: World,
  executor: Executor,
  campaign: Campaign | undefined,
): Promise<CampaignState> {
  if (!campaign) throw new Refusal('not-found')
  const revision = await findLatestRevision(executor, campaign.id)
  const organisation = await findOrganisation(executor)
  const boundHash = hashBinding(world, campaign, revision, organisation)
  const approval = boundHash === undefined ? undefined : await findApproval(executor, campaign.id, boundHash)
  return {
    campaign,
    revision,
    organisation,
    boundHash,
    approval,
    facts: campaignFactsOf(campaign, approval !== undefined),
  }
}

/** A released campaign stays approved, whatever the organisation has changed of itself since. */
export function campaignFactsOf(campaign: Campaign, isApprovedNow: boolean): CampaignFacts {
  return { ...campaign, isApproved: campaign.approvalId !== null || isApprovedNow }
}

/** The hash of everything an approval of the campaign stands for; undefined while a part of it is missing. */
export function hashBinding(
  world: World,
  campaign: Campaign,
  revision: CampaignRevision | undefined,
  organisation: Organisation | undefined,
): string | undefined {
  const { schedule, scheduleVersion } = campaign
  if (!revision || !organisation || !schedule) return undefined
  const binding: ApprovalBinding = {
    campaignId: campaign.id,
    revisionNumber: revision.number,
    contentHash: revision.contentHash,
    audience: revision.audience,
    fallbackLocale: revision.fallbackLocale,
    sender: senderOf(organisation),
    schedule,
    scheduleVersion,
  }
  return world.fingerprint(binding)
}
