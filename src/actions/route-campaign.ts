import { updateCampaign } from '#database/campaign-queries'
import { requireUnfinished } from '#domain/campaign'
import type { ProviderName, TroublePolicy } from '#domain/provider'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { enqueueUnfinishedWork } from './enqueue-unfinished-work.ts'
import { actedBy, recordAuditEvent } from './record-audit-event.ts'
import { requireConfigured } from './require-configured.ts'
import type { World } from './world.ts'

/**
 * Decides by which provider a campaign goes and what it does when that one is in trouble, at any time until it is over.
 * It acts before the next batch: what may have been handed to the earlier provider stays with that one.
 * @param provider null for the usual one
 * @param member who decides; null for the operator at the machine
 * @throws Refusal `role-missing`, `not-found`, `campaign-finished`, `provider-unknown`
 */
export async function routeCampaign(
  world: World,
  {
    member,
    campaignId,
    provider,
    onProviderTrouble,
  }: {
    member: StaffMember | null
    campaignId: string
    provider: ProviderName | null
    onProviderTrouble: TroublePolicy
  },
): Promise<void> {
  if (member) requirePermission(member, 'control-sending')
  if (provider) requireConfigured(world, provider)
  await world.database.transaction(async (transaction) => {
    const { facts } = await lockCampaignState(world, transaction, campaignId)
    requireUnfinished(facts)
    await updateCampaign(transaction, campaignId, { provider, onProviderTrouble })
    // What waits for the provider it had does not wait for the one it has now.
    if (facts.releasedAt) await enqueueUnfinishedWork(world, transaction, campaignId)
    const { actorId, detail } = actedBy(member)
    await recordAuditEvent(world, transaction, {
      actorId,
      action: 'campaign-routed',
      subject: campaignId,
      detail: { ...detail, provider: provider ?? 'usual', onProviderTrouble },
    })
  })
}
