import { updateCampaign } from '#database/campaign-queries'
import { requireEditable } from '#domain/campaign'
import { limits } from '#domain/limits'
import { checkSchedule, firstSendInstant, type Schedule } from '#domain/send-time'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Says when a campaign is to leave. Nothing leaves before somebody else has approved it with this very schedule; a
 * change after that voids the approval.
 * @throws Refusal `schedule-in-past`, `schedule-too-far`, `wall-time-missing`, `wall-time-ambiguous`,
 * `campaign-already-released`, `campaign-finished`, `role-missing`, `not-found`
 */
export async function scheduleCampaign(
  world: World,
  { member, campaignId, schedule }: { member: StaffMember; campaignId: string; schedule: Schedule },
): Promise<{ firstDueAt: Temporal.Instant; latestStartAt: Temporal.Instant }> {
  requirePermission(member, 'control-sending')
  const now = world.now()
  checkSchedule(schedule, now)
  const firstDueAt = firstSendInstant(schedule)
  const earliestStart = Temporal.Instant.compare(firstDueAt, now) > 0 ? firstDueAt : now
  const latestStartAt = earliestStart.add({ hours: limits.lateStartHours })
  await world.database.transaction(async (transaction) => {
    const { campaign, facts } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    await updateCampaign(transaction, campaignId, {
      schedule,
      scheduleVersion: campaign.scheduleVersion + 1,
      firstDueAt,
      latestStartAt,
      submittedAt: null,
      submittedBy: null,
    })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-scheduled',
      subject: campaignId,
    })
  })
  return { firstDueAt, latestStartAt }
}
