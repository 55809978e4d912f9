import { lockCampaign, updateCampaign, type Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { forgetNotices } from '#database/notice-queries'
import { findDraftOfStep, updatePlannedDraft, type DraftAndCampaign } from '#database/planning-queries'
import type { Observance } from '#domain/observance'
import type { PlanDecision, PlanNotice, StepKey } from '#domain/observance-plan'
import { occurrenceName } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import { startWindow } from '#domain/start-window'
import { draftStep } from './draft-step.ts'
import { findStep, scheduleStep, type Calendar, type CalendarStep } from './read-calendar.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { tellStaff } from './tell-staff.ts'
import type { World } from './world.ts'

type Planning = {
  readonly calendar: Calendar
  /** The zone of the organisation. */
  readonly homeZone: string
}

/**
 * Does what planning decided, in one transaction.
 * @returns false where there is nothing left to do: another worker has done it, or a person was quicker
 */
export function carryOutDecision(world: World, decision: PlanDecision, planning: Planning): Promise<boolean> {
  switch (decision.action) {
    case 'create-draft':
      return createDraft(world, decision, planning)
    case 'move-draft':
      return moveDraft(world, decision, planning)
    case 'void-draft':
      return voidDraft(world, decision, planning)
    case 'notify':
      return world.database.transaction((transaction) => notify(world, transaction, decision.notice, planning))
  }
}

type Decision<Action extends PlanDecision['action']> = Extract<PlanDecision, { action: Action }>

async function createDraft(
  world: World,
  { step: key, ...placed }: Decision<'create-draft' | 'move-draft'>,
  { calendar, homeZone }: Planning,
): Promise<boolean> {
  const found = requireStep(calendar, key)
  try {
    await world.database.transaction(async (transaction) => {
      const toDraft = { ...found, ...placed }
      const { campaignId } = await draftStep(world, transaction, { toDraft, author: null, homeZone })
      await tellOfDraft(world, transaction, 'draft-created', { key, found, campaignId, about: placed.plannedFor })
    })
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'draft-exists') return false
    throw error
  }
}

function moveDraft(
  world: World,
  { step: key, plannedFor, sendOn, isTentative }: Decision<'create-draft' | 'move-draft'>,
  { calendar, homeZone }: Planning,
): Promise<boolean> {
  const found = requireStep(calendar, key)
  return world.database.transaction(async (transaction) => {
    const open = await lockOpenDraft(transaction, key, found.observance)
    if (!open) return false
    const { draft, campaign } = open
    if (draft.plannedFor.equals(plannedFor) && draft.isTentative === isTentative) return false
    const scheduleVersion = campaign.scheduleVersion + 1
    const isOwn = campaign.scheduleVersion !== draft.scheduleVersion
    const schedule = scheduleStep({ ...found, sendOn }, homeZone)
    await updateCampaign(transaction, campaign.id, {
      occursOn: found.occurrence.startsOn,
      // A new version of the schedule, also of the same one: whoever approved the letter approved another day.
      scheduleVersion,
      ...(!isOwn && { schedule, ...startWindow(schedule, world.now()) }),
      submittedAt: null,
      submittedBy: null,
    })
    await updatePlannedDraft(transaction, campaign.id, {
      plannedFor,
      isTentative,
      ...(!isOwn && { scheduleVersion }),
    })
    await recordAuditEvent(world, transaction, { actorId: null, action: 'draft-moved', subject: campaign.id })
    await tellOfDraft(world, transaction, 'draft-moved', { key, found, campaignId: campaign.id, about: plannedFor })
    return true
  })
}

function voidDraft(
  world: World,
  { step: key, because }: Decision<'void-draft'>,
  { calendar }: Planning,
): Promise<boolean> {
  const observance = requireObservance(calendar, key)
  return world.database.transaction(async (transaction) => {
    const open = await lockOpenDraft(transaction, key, observance)
    if (!open) return false
    const { id: campaignId } = open.campaign
    const now = world.now()
    await updateCampaign(transaction, campaignId, { cancelledAt: now })
    await updatePlannedDraft(transaction, campaignId, { voidedAt: now, voidReason: because })
    const detail = { because }
    await recordAuditEvent(world, transaction, { actorId: null, action: 'draft-void', subject: campaignId, detail })
    const { plannedFor: about } = open.draft
    await tellOfDraft(world, transaction, 'draft-void', { key, found: { observance }, campaignId, about })
    return true
  })
}

function notify(world: World, executor: Executor, notice: PlanNotice, { calendar }: Planning): Promise<boolean> {
  const { rule } = requireObservance(calendar, notice)
  return tellStaff(world, executor, { ...notice, occurrence: occurrenceName(rule, notice.nominalDate) })
}

// What was told of a draft before is over: its day may come back to where it was.
async function tellOfDraft(
  world: World,
  executor: Executor,
  kind: 'draft-created' | 'draft-moved' | 'draft-void',
  {
    key: { observanceId, nominalDate, offsetDays },
    found: { observance },
    ...draft
  }: { key: StepKey; found: Pick<CalendarStep, 'observance'>; campaignId: string; about: Temporal.PlainDate },
): Promise<void> {
  await forgetNotices(executor, { campaignId: draft.campaignId, kind })
  const occurrence = occurrenceName(observance.rule, nominalDate)
  await tellStaff(world, executor, { kind, observanceId, occurrence, nominalDate, offsetDays, ...draft })
}

/** The draft of a step, as long as planning may change it, with its campaign held back from every other change. */
async function lockOpenDraft(
  executor: Executor,
  { nominalDate, offsetDays }: StepKey,
  { id: observanceId, rule }: Observance,
): Promise<DraftAndCampaign | undefined> {
  const key = { observanceId, occurrence: occurrenceName(rule, nominalDate), offsetDays }
  const found = await findDraftOfStep(executor, key)
  const campaign: Campaign | undefined = found && (await lockCampaign(executor, found.campaign.id))
  if (!found || !campaign || campaign.releasedAt || campaign.cancelledAt) return undefined
  const fresh = await findDraftOfStep(executor, key)
  return fresh?.campaign.id === campaign.id ? { draft: fresh.draft, campaign } : undefined
}

/** @throws Error for a step that is none of the calendar's: a decision about it would be a bug */
function requireStep(calendar: Calendar, key: StepKey): CalendarStep {
  const found = findStep(calendar, key)
  if (!found) throw new Error(`The calendar has no step ${key.offsetDays} of ${key.observanceId}.`)
  return found
}

function requireObservance({ observances }: Calendar, { observanceId }: Pick<StepKey, 'observanceId'>): Observance {
  const found = observances.find(({ id }) => id === observanceId)
  if (!found) throw new Error(`The calendar has no ${observanceId}.`)
  return found
}
