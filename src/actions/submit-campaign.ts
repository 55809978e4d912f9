import { updateCampaign } from '#database/campaign-queries'
import { requireEditable } from '#domain/campaign'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { startIfDecided } from './follow-outcome.ts'
import { prepareLetters } from './prepare-letters.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { requireCertainDay } from './require-certain-day.ts'
import type { World } from './world.ts'

/**
 * Puts a campaign up for approval, once it has everything that it needs.
 * @throws Refusal naming the first thing to mend, as in `prepareLetters`; `date-tentative`, `draft-void`, `role-missing`,
 * `not-found`
 */
export async function submitCampaign(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'write-campaign')
  await world.database.transaction(async (transaction) => {
    const state = await lockCampaignState(world, transaction, campaignId)
    await requireCertainDay(transaction, campaignId)
    requireEditable(state.facts)
    await prepareLetters(world, transaction, state)
    if (state.campaign.submittedAt) return
    await updateCampaign(transaction, campaignId, {
      submittedAt: world.now(),
      submittedBy: member.id,
      returnedAt: null,
      returnedBy: null,
    })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-submitted',
      subject: campaignId,
    })
    // An approval that was given before holds again where nothing has changed in the end.
    if (state.approval) await startIfDecided(world, transaction, state.campaign)
  })
}
