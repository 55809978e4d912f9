import type { Executor } from '#database/database'
import { deletePlannedDraft, findDraftOfStep, insertPlannedDraft } from '#database/planning-queries'
import { draftState } from '#domain/observance-plan'
import { occurrenceName } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import type { CalendarStep } from './read-calendar.ts'

/** A step of one occurrence, and the day to propose for its letter. */
export type StepToDraft = CalendarStep & {
  readonly plannedFor: Temporal.PlainDate
  readonly sendOn: Temporal.PlainDate
  readonly isTentative: boolean
}

/**
 * Ties a campaign that was begun in the same transaction to its step.
 * @throws Refusal `draft-exists` where the step has a draft, also one that somebody else makes at this moment
 */
export async function tieDraft(
  transaction: Executor,
  campaignId: string,
  { observance, occurrence: { nominalDate }, step, plannedFor, isTentative }: StepToDraft,
): Promise<void> {
  const isFirst = await insertPlannedDraft(transaction, {
    campaignId,
    observanceId: observance.id,
    occurrence: occurrenceName(observance.rule, nominalDate),
    nominalDate,
    offsetDays: step.offsetDays,
    plannedFor,
    isTentative,
    scheduleVersion: 1,
  })
  if (!isFirst) throw new Refusal('draft-exists')
}

/**
 * Unties a step from a draft that will never be sent, so that it can have another one.
 * @throws Refusal `draft-exists` where its draft can still be sent, or has been
 */
export async function untieDraft(transaction: Executor, { observance, occurrence, step }: CalendarStep): Promise<void> {
  const existing = await findDraftOfStep(transaction, {
    observanceId: observance.id,
    occurrence: occurrenceName(observance.rule, occurrence.nominalDate),
    offsetDays: step.offsetDays,
  })
  if (!existing) return
  const { draft, campaign } = existing
  const state = draftState({ ...campaign, voidedAt: draft.voidedAt })
  if (state === 'open' || state === 'released') throw new Refusal('draft-exists')
  await deletePlannedDraft(transaction, campaign.id)
}
