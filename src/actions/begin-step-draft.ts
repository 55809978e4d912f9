import { laterDay } from '#domain/day-span'
import type { StepKey } from '#domain/observance-plan'
import { isSure } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { timeStep } from '#domain/step-timing'
import { draftStep } from './draft-step.ts'
import { findStep, readCalendar } from './read-calendar.ts'
import { readOrganisation } from './read-organisation.ts'
import { untieDraft } from './tie-draft.ts'
import type { World } from './world.ts'

/**
 * Makes the draft of a step now, whenever planning would: long before its day, or again after the first one became void
 * or was cancelled. Whoever asks for it can never approve it.
 * @throws Refusal `role-missing`, `step-unknown`, `occurrence-cancelled`, `draft-exists`, `organisation-incomplete`
 */
export async function beginStepDraft(
  world: World,
  { member, step: key }: { member: StaffMember; step: StepKey },
): Promise<{ campaignId: string }> {
  requirePermission(member, 'create-campaign')
  const { timeZone: homeZone } = await readOrganisation(world)
  const found = findStep(await readCalendar(world.database), key)
  if (!found) throw new Refusal('step-unknown', { field: 'offsetDays' })
  const { occurrence, step } = found
  if (occurrence.certainty === 'cancelled') throw new Refusal('occurrence-cancelled')
  const { plannedFor } = timeStep(occurrence, step)
  const today = world.now().toZonedDateTimeISO(homeZone).toPlainDate()
  const placed = { plannedFor, sendOn: laterDay(plannedFor, today), isTentative: !isSure(occurrence.certainty) }
  return world.database.transaction(async (transaction) => {
    await untieDraft(transaction, found)
    return draftStep(world, transaction, { toDraft: { ...found, ...placed }, author: member, homeZone })
  })
}
