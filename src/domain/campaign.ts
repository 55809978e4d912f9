import { limits } from './limits.ts'
import { Refusal } from './refusal.ts'

/**
 * Why a campaign waits for a person.
 * - `late`: it was due and could not start in time
 * - `provider-refused`, `provider-quota`, `provider-failing`: its provider refuses us, allows no more, or does not work
 * - `provider-stopped`: somebody stopped its provider
 * - `bouncing`, `complaints`: more of its letters came back, or were called spam, than a healthy list shows
 * - `audience-failing`, `batches-failing`: a part of it failed at every attempt
 */
export const holdReasons = [
  'late',
  'provider-refused',
  'provider-quota',
  'provider-failing',
  'provider-stopped',
  'bouncing',
  'complaints',
  'audience-failing',
  'batches-failing',
] as const

export type HoldReason = (typeof holdReasons)[number]

/** What has happened to a campaign. Its status is read off these; it is stored nowhere. */
export type CampaignFacts = {
  readonly submittedAt: Temporal.Instant | null
  readonly releasedAt: Temporal.Instant | null
  readonly pausedAt: Temporal.Instant | null
  readonly heldAt: Temporal.Instant | null
  readonly cancelledAt: Temporal.Instant | null
  readonly finishedAt: Temporal.Instant | null
  /** Whether an approval stands for exactly what the campaign now is. */
  readonly isApproved: boolean
}

/** Where a campaign can stand, in the order in which it usually goes. */
export const campaignStatuses = [
  'draft',
  'in-review',
  'scheduled',
  'held',
  'sending',
  'paused',
  'cancelled',
  'sent',
] as const

export type CampaignStatus = (typeof campaignStatuses)[number]

/** The status that follows from what has happened: what stops a campaign counts before what moves it. */
export function campaignStatus(facts: CampaignFacts): CampaignStatus {
  if (facts.cancelledAt) return 'cancelled'
  if (facts.finishedAt) return 'sent'
  if (facts.heldAt) return 'held'
  if (facts.pausedAt) return 'paused'
  if (facts.releasedAt) return 'sending'
  if (!facts.submittedAt) return 'draft'
  return facts.isApproved ? 'scheduled' : 'in-review'
}

/** Content, audience and schedule may change until the first mail can have left. @throws Refusal */
export function requireEditable(facts: Pick<CampaignFacts, 'releasedAt' | 'cancelledAt'>): void {
  if (facts.cancelledAt) throw new Refusal('campaign-finished')
  if (facts.releasedAt) throw new Refusal('campaign-already-released')
}

/** Pausing acts before the next batch, and on a campaign that is not due yet as well. @throws Refusal */
export function requirePausable(facts: CampaignFacts): void {
  requireUnfinished(facts)
  if (facts.pausedAt) throw new Refusal('campaign-paused')
  if (!facts.releasedAt && !facts.isApproved) throw new Refusal('campaign-not-released')
}

/** Resuming lets go of a pause, or of a hold by the decision of a person. @throws Refusal */
export function requireResumable(facts: CampaignFacts): void {
  requireUnfinished(facts)
  if (!facts.pausedAt && !facts.heldAt) throw new Refusal('campaign-not-paused')
}

/** @throws Refusal when the campaign is cancelled or wholly sent */
export function requireUnfinished(facts: Pick<CampaignFacts, 'cancelledAt' | 'finishedAt'>): void {
  if (facts.cancelledAt || facts.finishedAt) throw new Refusal('campaign-finished')
}

/** Whether the next batch may leave: the question that is asked before every one. */
export function maySendNextBatch(
  facts: Pick<CampaignFacts, 'releasedAt' | 'pausedAt' | 'heldAt' | 'cancelledAt'>,
  sendingStoppedAt: Temporal.Instant | null,
): boolean {
  return (
    facts.releasedAt !== null && !facts.pausedAt && !facts.heldAt && !facts.cancelledAt && sendingStoppedAt === null
  )
}

/** What a due campaign does now: waits for its approval, starts, or is held because it would be late. */
export function decideRelease(
  campaign: CampaignFacts & { readonly firstDueAt: Temporal.Instant; readonly latestStartAt: Temporal.Instant },
  now: Temporal.Instant,
): 'wait' | 'release' | 'hold' {
  if (campaignStatus(campaign) !== 'scheduled' || Temporal.Instant.compare(now, campaign.firstDueAt) < 0) return 'wait'
  return Temporal.Instant.compare(now, campaign.latestStartAt) > 0 ? 'hold' : 'release'
}

/** Whether readers whose hour came at `dueAt` would get their letter so late that a person should decide. */
export function isTooLate(
  { dueAt, latestStartAt }: { dueAt: Temporal.Instant; latestStartAt: Temporal.Instant },
  now: Temporal.Instant,
): boolean {
  const latest = dueAt.add({ hours: limits.lateStartHours })
  return Temporal.Instant.compare(now, latest) > 0 && Temporal.Instant.compare(now, latestStartAt) > 0
}

/** The release that reaches everyone whom no release before it has reached. */
export const everyone = '*'
