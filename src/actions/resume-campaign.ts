import { updateCampaign, type Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { clearFailures } from '#database/provider-queries'
import { requireResumable } from '#domain/campaign'
import { limits } from '#domain/limits'
import { providerOf } from '#domain/provider'
import { decideOnTrouble } from '#domain/provider-health'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { lockCampaignState } from './campaign-state.ts'
import { enqueueUnfinishedWork } from './enqueue-unfinished-work.ts'
import { readStandings } from './read-standings.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Lets a paused or held campaign go on. For one held as late, this is the decision to send late; for one whose provider
 * failed, to try it once more as if it had not.
 * @throws Refusal `provider-stopped` where it would be held again at once
 */
export async function resumeCampaign(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'control-sending')
  const lateStartAt = world.now().add({ hours: limits.lateStartHours })
  await world.database.transaction(async (transaction) => {
    const { campaign, facts } = await lockCampaignState(world, transaction, campaignId)
    requireResumable(facts)
    await requireWayOut(world, transaction, campaign)
    await updateCampaign(transaction, campaignId, {
      pausedAt: null,
      heldAt: null,
      holdReason: null,
      resumedAt: world.now(),
      ...(campaign.heldAt ? { latestStartAt: laterOf(campaign.latestStartAt, lateStartAt) } : {}),
    })
    if (campaign.holdReason === 'provider-failing')
      await clearFailures(transaction, providerOf(campaign.provider, world.providers))
    await enqueueUnfinishedWork(world, transaction, campaignId)
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'campaign-resumed', subject: campaignId })
  })
}

/** @throws Refusal `provider-stopped` when the campaign's provider is, and no policy leads to another one */
async function requireWayOut(world: World, transaction: Executor, campaign: Campaign): Promise<void> {
  const current = providerOf(campaign.provider, world.providers)
  const standings = await readStandings(world, transaction)
  const isStopped = standings.some(({ name, standing }) => name === current && standing === 'stopped')
  if (isStopped && decideOnTrouble({ policy: campaign.onProviderTrouble, current, standings }) === 'hold')
    throw new Refusal('provider-stopped')
}

/** A campaign that was held and then put off must not be held again for starting at its new hour. */
function laterOf(scheduled: Temporal.Instant | null, other: Temporal.Instant): Temporal.Instant {
  return scheduled !== null && Temporal.Instant.compare(scheduled, other) > 0 ? scheduled : other
}
