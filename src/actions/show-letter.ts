import { lockCampaign, updateCampaign } from '#database/campaign-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Withholds a letter no longer: it stands in the archive, as of its release. What was taken down stays so.
 * @throws Refusal `role-missing`, `not-found`
 */
export async function showLetter(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'keep-archive')
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign) throw new Refusal('not-found')
    if (!campaign.withheldAt) return
    await updateCampaign(transaction, campaignId, { withheldAt: null })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'letter-shown', subject: campaignId })
  })
}
