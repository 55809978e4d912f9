import { updateCampaign } from '#database/campaign-queries'
import { findEntry } from '#database/library-queries'
import { requireEditable } from '#domain/campaign'
import { occurrenceNamed } from '#domain/occurrence'
import type { NamedOccurrence } from '#domain/occurrence-key'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Says which occurrence a campaign is about, so that its letter prints the decision that is recorded of it; with null,
 * that of the playbook which began it, if one did. An approval stands for this too, so the campaign is a draft again.
 * @throws Refusal `occurrence-unknown`, `campaign-already-released`, `campaign-finished`, `role-missing`, `not-found`
 */
export async function tieCampaign(
  world: World,
  { member, campaignId, about }: { member: StaffMember; campaignId: string; about: NamedOccurrence | null },
): Promise<void> {
  requirePermission(member, 'write-campaign')
  await world.database.transaction(async (transaction) => {
    const { facts } = await lockCampaignState(world, transaction, campaignId)
    requireEditable(facts)
    if (about) {
      const entry = await findEntry(transaction, 'observance', about.observanceId)
      if (!entry) throw new Refusal('occurrence-unknown', { field: 'about.observanceId' })
      if (!occurrenceNamed(entry.entry, [], about.occurrence))
        throw new Refusal('occurrence-unknown', { field: 'about.occurrence' })
    }
    await updateCampaign(transaction, campaignId, { about, submittedAt: null, submittedBy: null })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'campaign-tied',
      subject: campaignId,
      ...(about && { detail: { ...about } }),
    })
  })
}
