import { updateCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findEntry } from '#database/library-queries'
import { requireEditable } from '#domain/campaign'
import { requireTimely } from '#domain/embargo'
import type { OccurrenceKey } from '#domain/occurrence-key'
import { occurrenceName, occurrenceNamed } from '#domain/occurrence'
import { Refusal } from '#domain/refusal'
import { waitsForOutcome, type Schedule } from '#domain/send-time'
import { requirePermission, type StaffMember } from '#domain/staff'
import { startWindow } from '#domain/start-window'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Says when a campaign is to leave: at an hour, or when a person has recorded the outcome of an occurrence. Nothing
 * leaves before somebody else has approved it with this very schedule; a change after that voids the approval.
 * @returns when it is due; null while it waits for an outcome
 * @throws Refusal `schedule-in-past`, `schedule-too-far`, `wall-time-missing`, `wall-time-ambiguous`,
 * `schedule-before-embargo`, `occurrence-unknown`, `nothing-decided`, `campaign-already-released`, `campaign-finished`,
 * `role-missing`, `not-found`
 */
export async function scheduleCampaign(
  world: World,
  { member, campaignId, schedule }: { member: StaffMember; campaignId: string; schedule: Schedule },
): Promise<ReturnType<typeof startWindow>> {
  requirePermission(member, 'control-sending')
  const now = world.now()
  requireTimely(schedule, null, now)
  const window = startWindow(schedule, now)
  await world.database.transaction(async (transaction) => {
    const { campaign, facts } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    requireTimely(schedule, campaign.embargo, now)
    if (waitsForOutcome(schedule)) await requireDecidable(transaction, schedule)
    await updateCampaign(transaction, campaignId, {
      schedule,
      scheduleVersion: campaign.scheduleVersion + 1,
      ...window,
      submittedAt: null,
      submittedBy: null,
    })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-scheduled',
      subject: campaignId,
    })
  })
  return window
}

/** @throws Refusal `occurrence-unknown`, `nothing-decided` */
async function requireDecidable(transaction: Executor, { observanceId, nominalDate }: OccurrenceKey): Promise<void> {
  const entry = await findEntry(transaction, 'observance', observanceId)
  if (!entry) throw new Refusal('occurrence-unknown', { field: 'observanceId' })
  const { rule, process } = entry.entry
  const name = occurrenceName(rule, Temporal.PlainDate.from(nominalDate))
  if (!occurrenceNamed(entry.entry, [], name)) throw new Refusal('occurrence-unknown', { field: 'nominalDate' })
  if (process === null) throw new Refusal('nothing-decided', { field: 'observanceId' })
}
