import { updateCampaign } from '#database/campaign-queries'
import { requireEditable } from '#domain/campaign'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { prepareLetters } from './prepare-letters.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Puts a campaign up for approval, once it has everything that it needs.
 * @throws Refusal naming the first thing to mend, as in `prepareLetters`; `role-missing`, `not-found`
 */
export async function submitCampaign(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'write-campaign')
  await world.database.transaction(async (transaction) => {
    const state = await lockCampaignState(world, transaction, campaignId)
    requireEditable(state.facts)
    await prepareLetters(world, transaction, state)
    if (state.campaign.submittedAt) return
    await updateCampaign(transaction, campaignId, { submittedAt: world.now(), submittedBy: member.id })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-submitted',
      subject: campaignId,
    })
  })
}
