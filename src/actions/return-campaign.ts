import { updateCampaign } from '#database/campaign-queries'
import { requireEditable } from '#domain/campaign'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { writeComment } from './add-comment.ts'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Sends a campaign back from review to its authors, with what is to be mended as a comment. It is a draft again, and an
 * approval that it had lets nothing leave until somebody submits it anew.
 * @throws Refusal `campaign-not-submitted`, `campaign-already-released`, `campaign-finished`, `role-missing`, `not-found`
 */
export async function returnCampaign(
  world: World,
  { member, campaignId, text }: { member: StaffMember; campaignId: string; text: string },
): Promise<void> {
  requirePermission(member, 'approve-campaign')
  await world.database.transaction(async (transaction) => {
    const { campaign, facts } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    if (!campaign.submittedAt) throw new Refusal('campaign-not-submitted')
    await updateCampaign(transaction, campaignId, {
      submittedAt: null,
      submittedBy: null,
      returnedAt: world.now(),
      returnedBy: member.id,
    })
    await writeComment(world, transaction, { authorId: member.id, campaignId, text })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'campaign-returned', subject: campaignId })
  })
}
