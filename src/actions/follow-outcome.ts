import { updateCampaign, type Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { enqueueJob } from '#database/job-outbox'
import { findEntry } from '#database/library-queries'
import { forgetNotices } from '#database/notice-queries'
import { findRecordedDate, lockCampaignsOnOutcome, type RecordedDate } from '#database/observance-queries'
import { afterEmbargo } from '#domain/embargo'
import { limits } from '#domain/limits'
import type { Observance } from '#domain/observance'
import { occurrenceName } from '#domain/occurrence'
import { waitsForOutcome } from '#domain/send-time'
import type { StaffMember } from '#domain/staff'
import { cameAbout, type Outcome } from '#domain/un-outcome'
import { readCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { tellStaff } from './tell-staff.ts'
import type { World } from './world.ts'

/** An outcome that a member of staff has just recorded. */
type NewOutcome = {
  readonly member: StaffMember
  readonly observance: Observance
  /** The name of the occurrence. */
  readonly name: string
  /** As it was before. */
  readonly record: RecordedDate
  readonly outcome: Outcome
}

/**
 * Does what follows from an outcome for the letters that wait for it, in the transaction that records it. They are
 * locked after the record; whoever approves one locks the letter and then reads the record, so that one of the two
 * always sees the other.
 */
export async function followOutcome(world: World, transaction: Executor, news: NewOutcome): Promise<void> {
  const { observance, name, record, outcome } = news
  const about = { observanceId: observance.id, occurrence: name, nominalDate: record.nominalDate }
  if (record.outcome === null) await tellStaff(world, transaction, { kind: 'outcome-recorded', ...about })
  for (const campaign of await lockCampaignsOnOutcome(transaction, observance.id)) {
    if (occurrenceAwaitedBy(campaign, observance) !== name) continue
    if (cameAbout(outcome)) await startIfApproved(world, transaction, campaign)
    else if (campaign.releasedAt) await pauseMisled(world, transaction, { campaign, ...news })
    else await updateCampaign(transaction, campaign.id, { firstDueAt: null, latestStartAt: null })
  }
}

/**
 * Starts a letter that has just been approved, where the outcome it waits for is recorded already and came about. Its
 * campaign is locked.
 */
export async function startIfDecided(world: World, transaction: Executor, campaign: Campaign): Promise<void> {
  if (!campaign.schedule || !waitsForOutcome(campaign.schedule)) return
  const { observanceId } = campaign.schedule
  const observance = (await findEntry(transaction, 'observance', observanceId))?.entry
  const occurrence = observance && occurrenceAwaitedBy(campaign, observance)
  const record = occurrence ? await findRecordedDate(transaction, { observanceId, occurrence }) : undefined
  if (record?.outcome && cameAbout(record.outcome)) await start(world, transaction, campaign)
}

async function startIfApproved(world: World, transaction: Executor, campaign: Campaign): Promise<void> {
  if (campaign.releasedAt || campaign.firstDueAt) return
  const { facts } = await readCampaignState(world, transaction, campaign)
  if (facts.isApproved) await start(world, transaction, campaign)
}

async function start(world: World, transaction: Executor, { id, embargo }: Campaign): Promise<void> {
  const now = world.now()
  const firstDueAt = afterEmbargo(now, embargo)
  const latestStartAt = firstDueAt.add({ hours: limits.lateStartHours })
  await updateCampaign(transaction, id, { firstDueAt, latestStartAt })
  // It runs by itself too, but readers should not wait for it.
  const job = { id: world.newId(), name: 'release-due-campaigns' as const, payload: {}, now, dueAt: firstDueAt }
  await enqueueJob(transaction, job)
}

async function pauseMisled(
  world: World,
  transaction: Executor,
  { campaign: { id, pausedAt }, member, observance, name, record }: NewOutcome & { campaign: Campaign },
): Promise<void> {
  if (!pausedAt) {
    await updateCampaign(transaction, id, { pausedAt: world.now() })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'campaign-paused', subject: id })
  }
  const kind = 'outcome-corrected'
  await forgetNotices(transaction, { campaignId: id, kind })
  await tellStaff(world, transaction, {
    kind,
    observanceId: observance.id,
    occurrence: name,
    nominalDate: record.nominalDate,
    campaignId: id,
  })
}

function occurrenceAwaitedBy({ schedule }: Campaign, { rule }: Observance): string | null {
  if (!schedule || !waitsForOutcome(schedule)) return null
  return occurrenceName(rule, Temporal.PlainDate.from(schedule.nominalDate))
}
