import { updateCampaign } from '#database/campaign-queries'
import { requirePausable } from '#domain/campaign'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Keeps a campaign's next batch from leaving, until somebody resumes it. @throws Refusal */
export async function pauseCampaign(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'control-sending')
  await world.database.transaction(async (transaction) => {
    const { facts } = await lockCampaignState(world, transaction, campaignId)
    requirePausable(facts)
    await updateCampaign(transaction, campaignId, { pausedAt: world.now() })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'campaign-paused', subject: campaignId })
  })
}
