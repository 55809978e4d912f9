import { lockCampaign, updateCampaign } from '#database/campaign-queries'
import { checkTakedownReason } from '#domain/archive'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Takes a letter out of the archive, every feed and the search at once; its page says that it was. Its code is known on,
 * since the letter was ours. What is still to leave leaves, unless the campaign is cancelled. Where it was taken down
 * before, the first time and reason stand.
 * @param reason for staff and the record of what was done; never shown outside
 * @throws Refusal `role-missing`, `not-found`, `campaign-not-released`, `reason-missing`, `reason-names-address`
 */
export async function takeDownLetter(
  world: World,
  { member, campaignId, reason }: { member: StaffMember; campaignId: string; reason: string },
): Promise<void> {
  requirePermission(member, 'keep-archive')
  const takedownReason = checkTakedownReason(reason)
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign) throw new Refusal('not-found')
    if (!campaign.releasedAt) throw new Refusal('campaign-not-released')
    if (campaign.takenDownAt) return
    await updateCampaign(transaction, campaignId, { takenDownAt: world.now(), takedownReason })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'letter-taken-down',
      subject: campaignId,
      detail: { reason: takedownReason },
    })
  })
}
