import { listReleases, updateCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { listUnsettledBatchIds } from '#database/delivery-queries'
import { enqueueJobs } from '#database/job-outbox'
import { requireResumable } from '#domain/campaign'
import { limits } from '#domain/limits'
import { requirePermission, type StaffMember } from '#domain/staff'
import { batchJobs } from '#jobs/job-contracts'
import { lockCampaignState } from './campaign-state.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Lets a paused or held campaign go on. For one held as late, this is the decision to send late. @throws Refusal */
export async function resumeCampaign(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<void> {
  requirePermission(member, 'control-sending')
  const lateStartAt = world.now().add({ hours: limits.lateStartHours })
  await world.database.transaction(async (transaction) => {
    const { campaign, facts } = await lockCampaignState(world, transaction, campaignId)
    requireResumable(facts)
    await updateCampaign(transaction, campaignId, {
      pausedAt: null,
      heldAt: null,
      holdReason: null,
      ...(campaign.heldAt ? { latestStartAt: laterOf(campaign.latestStartAt, lateStartAt) } : {}),
    })
    await enqueueUnfinishedWork(world, transaction, campaignId)
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'campaign-resumed', subject: campaignId })
  })
}

/** A campaign that was held and then put off must not be held again for starting at its new hour. */
function laterOf(scheduled: Temporal.Instant | null, other: Temporal.Instant): Temporal.Instant {
  return scheduled !== null && Temporal.Instant.compare(scheduled, other) > 0 ? scheduled : other
}

/** Writes the jobs of everything in a campaign that had stopped half-way. A job too many finds nothing to do. */
export async function enqueueUnfinishedWork(world: World, transaction: Executor, campaignId: string): Promise<void> {
  const now = world.now()
  const releases = (await listReleases(transaction, campaignId)).filter((release) => !release.expandedAt)
  const batchIds = await listUnsettledBatchIds(transaction, campaignId)
  await enqueueJobs(
    transaction,
    releases.map(({ id }) => ({
      id: world.newId(),
      name: 'expand-audience' as const,
      payload: { releaseId: id },
      now,
    })),
  )
  await enqueueJobs(
    transaction,
    batchIds.map((batchId) => ({ id: world.newId(), name: batchJobs[world.providers[0]], payload: { batchId }, now })),
  )
}
