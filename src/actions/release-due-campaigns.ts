import { listAudienceTimeZones } from '#database/audience-queries'
import { findDueCampaignIds, insertRelease, updateCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { enqueueJob } from '#database/job-outbox'
import { decideRelease, everyone, isTooLate } from '#domain/campaign'
import { isEmbargoed } from '#domain/embargo'
import { sendInstantIn, lastSendInstant, type Schedule } from '#domain/send-time'
import { isTimeZone } from '#domain/time-zone'
import { archiveLetter } from './archive-letter.ts'
import { lockCampaignState, type CampaignState } from './campaign-state.ts'
import { finishCampaign } from './finish-campaign.ts'
import { holdCampaign } from './hold-campaign.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Starts every approved campaign whose time has come, and the next time zones of those that have begun. What could not
 * start in time is held for a person. One campaign's failure does not keep another from starting.
 * @throws AggregateError of the failures
 */
export async function releaseDueCampaigns(world: World): Promise<void> {
  const failures: unknown[] = []
  for (const campaignId of await findDueCampaignIds(world.database, world.now())) {
    try {
      await world.database.transaction((transaction) => releaseCampaign(world, transaction, campaignId))
      // Usually its last batch has seen to it; this is for the case that nobody was left to ask.
      await finishCampaign(world, { campaignId })
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} campaigns could not be released`)
}

async function releaseCampaign(world: World, transaction: Executor, campaignId: string): Promise<void> {
  const state = await lockCampaignState(world, transaction, campaignId)
  const { campaign, facts } = state
  const { firstDueAt, latestStartAt, schedule } = campaign
  if (!schedule || !firstDueAt || !latestStartAt || campaign.finishedAt) return
  const now = world.now()
  if (campaign.releasedAt) {
    if (!campaign.cancelledAt && !campaign.pausedAt && !campaign.heldAt)
      await openReleases(world, transaction, state, schedule)
    return
  }
  const decision = decideRelease({ ...facts, firstDueAt, latestStartAt }, now)
  // No schedule begins under an embargo, unless the rules of its zone have changed since it was approved.
  if (decision === 'wait' || !state.approval || isEmbargoed(campaign.embargo, now)) return
  if (decision === 'hold') {
    await holdCampaign(world, transaction, { campaignId, reason: 'late' })
    return
  }
  await updateCampaign(transaction, campaignId, { releasedAt: now, approvalId: state.approval.id })
  if (state.revision) await archiveLetter(transaction, { ...state.revision, releasedAt: now })
  await recordAuditEvent(world, transaction, { actorId: null, action: 'campaign-released', subject: campaignId })
  await openReleases(world, transaction, { ...state, campaign: { ...campaign, releasedAt: now } }, schedule)
}

async function openReleases(
  world: World,
  transaction: Executor,
  { campaign, revision }: CampaignState,
  schedule: Schedule,
): Promise<void> {
  if (!revision) return
  const now = world.now()
  const due = await findDueZones(transaction, { schedule, revision, firstDueAt: campaign.firstDueAt ?? now, now })
  for (const { timeZone, dueAt } of due) {
    const isLate = campaign.latestStartAt !== null && isTooLate({ dueAt, latestStartAt: campaign.latestStartAt }, now)
    const release = await insertRelease(transaction, { id: world.newId(), campaignId: campaign.id, timeZone, dueAt })
    if (!release) continue
    if (isLate) {
      await holdCampaign(world, transaction, { campaignId: campaign.id, reason: 'late' })
      return
    }
    await enqueueJob(transaction, {
      id: world.newId(),
      name: 'expand-audience',
      payload: { releaseId: release.id },
      now,
    })
  }
}

async function findDueZones(
  transaction: Executor,
  {
    schedule,
    revision,
    firstDueAt,
    now,
  }: {
    schedule: Schedule
    revision: NonNullable<CampaignState['revision']>
    firstDueAt: Temporal.Instant
    now: Temporal.Instant
  },
): Promise<{ timeZone: string; dueAt: Temporal.Instant }[]> {
  const isDue = ({ dueAt }: { dueAt: Temporal.Instant }): boolean => Temporal.Instant.compare(dueAt, now) <= 0
  if (schedule.mode !== 'local-time') return [{ timeZone: everyone, dueAt: firstDueAt }].filter(isDue)
  const remainder = { timeZone: everyone, dueAt: lastSendInstant(schedule) }
  const found = await listAudienceTimeZones(transaction, revision.audience, schedule.timeZone)
  // A zone that another runtime knew and this one does not keeps nobody waiting: its readers come with the remainder.
  const zones = found.filter(isTimeZone)
  return [...zones.map((timeZone) => ({ timeZone, dueAt: sendInstantIn(schedule, timeZone) })), remainder].filter(isDue)
}
