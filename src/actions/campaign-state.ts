import {
  findApproval,
  findLatestRevision,
  lockCampaign,
  type Campaign,
  type CampaignApproval,
  type CampaignRevision,
} from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findKeptFacts, type KeptFact } from '#database/fact-queries'
import { findDecisions, type ToldDecision } from '#database/observance-queries'
import { findOrganisation, type Organisation } from '#database/organisation-queries'
import type { ApprovalBinding, BoundDecision } from '#domain/approval'
import type { CampaignFacts } from '#domain/campaign'
import { factIdsIn } from '#domain/letter'
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

/**
 * Reads a campaign for a change and holds back every other change, of the facts that it cites as well: what is released
 * is what was approved, to the last figure. @throws Refusal `not-found`
 */
export async function lockCampaignState(world: World, executor: Executor, campaignId: string): Promise<CampaignState> {
  return readCampaignState(world, executor, await lockCampaign(executor, campaignId), 'share')
}

/** @throws Refusal `not-found` */
export async function readCampaignState(
  world: World,
  executor: Executor,
  campaign: Campaign | undefined,
  factLock?: 'share',
): Promise<CampaignState> {
  if (!campaign) throw new Refusal('not-found')
  const revision = await findLatestRevision(executor, campaign.id)
  const organisation = await findOrganisation(executor)
  const decision = (await findDecisions(executor, [campaign.id])).get(campaign.id)
  const citedFacts = await findKeptFacts(executor, factIdsIn(revision?.contents ?? {}), factLock)
  const boundHash = hashBinding(world, { campaign, revision, organisation, decision, citedFacts })
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
  {
    campaign,
    revision,
    organisation,
    decision,
    citedFacts,
  }: Pick<CampaignState, 'campaign' | 'revision' | 'organisation'> & {
    decision: ToldDecision | undefined
    /** By id. */
    citedFacts: readonly KeptFact[]
  },
): string | undefined {
  const { schedule, scheduleVersion, issueId, event, corrects, embargo, about } = campaign
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
    issueId,
    event,
    corrects,
    embargo,
    about,
    decision: boundDecision(decision),
    facts: citedFacts.map(({ fact, retiredAt }) => ({ fact, isRetired: retiredAt !== null })),
  }
  return world.fingerprint(binding)
}

// What is not decided yet binds nothing: its day may move, and the letter says that it is open.
function boundDecision(decision: ToldDecision | undefined): BoundDecision | null {
  const { outcome, outcomeSourceUrl, startsOn, timeZone } = decision?.date ?? {}
  if (!outcome || !outcomeSourceUrl || !startsOn) return null
  return { outcome, startsOn: startsOn.toString(), timeZone: timeZone ?? null, sourceUrl: outcomeSourceUrl }
}
