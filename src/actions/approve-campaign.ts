import { insertApproval, listRevisionAuthors } from '#database/campaign-queries'
import { requireOtherThanAuthors } from '#domain/approval'
import { requireEditable } from '#domain/campaign'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { startIfDecided } from './follow-outcome.ts'
import { prepareLetters } from './prepare-letters.ts'
import { senderOf } from './read-organisation.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { requireCertainDay } from './require-certain-day.ts'
import type { World } from './world.ts'

/**
 * One person's word that a campaign may leave, exactly as it is now: content, audience, sender and schedule. The
 * letters are rendered here and kept; these bytes are what is sent.
 * @param fingerprint what the approver looked at, as read with the campaign; if it has changed since, nothing is approved
 * @throws Refusal `approval-by-author`, `approval-outdated`, `campaign-not-submitted`, `already-approved`, `date-tentative`,
 * `draft-void`, or the first thing to mend, as in `prepareLetters`
 */
export async function approveCampaign(
  world: World,
  { member, campaignId, fingerprint }: { member: StaffMember; campaignId: string; fingerprint: string },
): Promise<void> {
  requirePermission(member, 'approve-campaign')
  await world.database.transaction(async (transaction) => {
    const state = await lockCampaignState(world, transaction, campaignId)
    const { campaign, revision, organisation, boundHash, approval } = state
    await requireCertainDay(transaction, campaignId)
    requireEditable(state.facts)
    if (!campaign.submittedAt || !revision || !organisation) throw new Refusal('campaign-not-submitted')
    const authors = await listRevisionAuthors(transaction, campaignId)
    requireOtherThanAuthors(member.id, [campaign.authorId, campaign.submittedBy, ...authors])
    if (boundHash !== fingerprint) throw new Refusal('approval-outdated', { field: 'fingerprint' })
    if (approval) throw new Refusal('already-approved')
    const letters = await prepareLetters(world, transaction, state)
    await insertApproval(
      transaction,
      {
        id: world.newId(),
        campaignId,
        revisionId: revision.id,
        approverId: member.id,
        boundHash,
        sender: senderOf(organisation),
        approvedAt: world.now(),
      },
      letters,
    )
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-approved',
      subject: campaignId,
      detail: { fingerprint },
    })
    await startIfDecided(world, transaction, campaign)
  })
}
