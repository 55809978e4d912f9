import { dropUnsentBatches } from '#database/batch-queries'
import { updateCampaign } from '#database/campaign-queries'
import { withholdUnsentLetter } from '#database/letter-queries'
import { requireUnfinished } from '#domain/campaign'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { enqueueUnfinishedWork } from './enqueue-unfinished-work.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Ends a campaign for good. What has left has left; everyone whose batch is known not to have left is dropped as
 * `cancelled`. A letter of which no copy has left is withheld from the archive as well: nobody is to read there what
 * nobody was sent.
 * @throws Refusal `campaign-finished`, `role-missing`, `not-found`
 */
export async function cancelCampaign(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'control-sending')
  const now = world.now()
  await world.database.transaction(async (transaction) => {
    const { facts } = await lockCampaignState(world, transaction, campaignId)
    requireUnfinished(facts)
    await updateCampaign(transaction, campaignId, { cancelledAt: now })
    await dropUnsentBatches(transaction, { campaignId }, now)
    // What a call may have sent is settled by a job, and that of a paused campaign has ended.
    await enqueueUnfinishedWork(world, transaction, campaignId)
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-cancelled',
      subject: campaignId,
    })
    if (await withholdUnsentLetter(transaction, campaignId, now)) {
      await recordAuditEvent(world, transaction, {
        actorId: member.id,
        action: 'letter-withheld',
        subject: campaignId,
      })
    }
  })
}
