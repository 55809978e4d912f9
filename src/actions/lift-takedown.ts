import { lockCampaign, updateCampaign } from '#database/campaign-queries'
import { checkTakedownReason } from '#domain/archive'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Puts a letter back that was taken down; who did so and why is kept. A letter that is not taken down stays as it is.
 * @param reason for staff and the record of what was done
 * @throws Refusal `role-missing`, `not-found`, `reason-missing`, `reason-names-address`
 */
export async function liftTakedown(
  world: World,
  { member, campaignId, reason }: { member: StaffMember; campaignId: string; reason: string },
): Promise<void> {
  requirePermission(member, 'lift-takedown')
  const because = checkTakedownReason(reason)
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign) throw new Refusal('not-found')
    if (!campaign.takenDownAt) return
    await updateCampaign(transaction, campaignId, { takenDownAt: null, takedownReason: null })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'takedown-lifted',
      subject: campaignId,
      detail: { reason: because },
    })
  })
}
