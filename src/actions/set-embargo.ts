import { updateCampaign } from '#database/campaign-queries'
import { requireEditable } from '#domain/campaign'
import { requireAhead, type Embargo } from '#domain/embargo'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Says before which instant nothing of a campaign may be seen outside, or with null that there is none. It is always
 * taken, also where the schedule is earlier: then the campaign cannot be submitted until the schedule is mended. An
 * approval stands for the embargo too, so the campaign is a draft again.
 * @throws Refusal `embargo-in-past`, `campaign-already-released`, `campaign-finished`, `role-missing`, `not-found`
 */
export async function setEmbargo(
  world: World,
  { member, campaignId, embargo }: { member: StaffMember; campaignId: string; embargo: Embargo | null },
): Promise<void> {
  requirePermission(member, 'control-sending')
  if (embargo) requireAhead(embargo, world.now())
  await world.database.transaction(async (transaction) => {
    const { facts } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    await updateCampaign(transaction, campaignId, { embargo, submittedAt: null, submittedBy: null })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: embargo ? 'embargo-set' : 'embargo-lifted',
      subject: campaignId,
      ...(embargo && { detail: { ...embargo } }),
    })
  })
}
