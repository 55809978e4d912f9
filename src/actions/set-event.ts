import { updateCampaign } from '#database/campaign-queries'
import { requireEditable } from '#domain/campaign'
import type { LetterEvent } from '#domain/letter-event'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Says what a letter invites to, or with null that it invites to nothing. An approval stands for it too, so the campaign
 * is a draft again.
 * @throws Refusal `campaign-already-released`, `campaign-finished`, `role-missing`, `not-found`
 */
export async function setEvent(
  world: World,
  { member, campaignId, event }: { member: StaffMember; campaignId: string; event: LetterEvent | null },
): Promise<void> {
  requirePermission(member, 'write-campaign')
  await world.database.transaction(async (transaction) => {
    const { facts } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    await updateCampaign(transaction, campaignId, { event, submittedAt: null, submittedBy: null })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: event ? 'event-set' : 'event-removed',
      subject: campaignId,
    })
  })
}
