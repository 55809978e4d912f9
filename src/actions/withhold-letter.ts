import { lockCampaign, updateCampaign } from '#database/campaign-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Keeps a letter out of the archive until it is shown: its page, every list, feed and search. It is sent as planned.
 * A letter that is withheld already stays so since then.
 * @throws Refusal `role-missing`, `not-found`
 */
export async function withholdLetter(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'keep-archive')
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign) throw new Refusal('not-found')
    if (campaign.withheldAt) return
    await updateCampaign(transaction, campaignId, { withheldAt: world.now() })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'letter-withheld', subject: campaignId })
  })
}
