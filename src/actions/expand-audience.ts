import { findApprovalById, findCampaign, findRevision, lockRelease, updateRelease } from '#database/campaign-queries'
import { insertAudiencePage } from '#database/delivery-queries'
import { everyone } from '#domain/campaign'
import { limits } from '#domain/limits'
import { locales } from '#domain/locale'
import { providerOf } from '#domain/provider'
import { waitsForOutcome } from '#domain/send-time'
import { batchJobs } from '#jobs/job-contracts'
import { approvedMailOf } from './approved-mail-of.ts'
import { mailerOf } from './mailer-of.ts'
import { readOccasion } from './read-occasion.ts'
import { finishWhenSettled } from './settle-delivery-batch.ts'
import type { SendingWorld } from './world.ts'

/**
 * Walks the audience of a release page by page and gives everyone a place in a batch. Each page is one transaction that
 * notes how far it came, so a walk that was cut off goes on where it stopped.
 */
export async function expandAudience(
  world: SendingWorld,
  { releaseId }: { releaseId: string },
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted()
    const progress = await walkPage(world, releaseId)
    if (progress.isDone) {
      if (progress.campaignId) await finishWhenSettled(world, progress.campaignId)
      return
    }
  }
}

async function walkPage(world: SendingWorld, releaseId: string): Promise<{ isDone: boolean; campaignId?: string }> {
  return world.database.transaction(async (transaction) => {
    const release = await lockRelease(transaction, releaseId)
    if (!release) return { isDone: true }
    // Whoever walked it may have died before asking whether that was all.
    if (release.expandedAt) return { isDone: true, campaignId: release.campaignId }
    const campaign = await findCampaign(transaction, release.campaignId)
    if (!campaign?.approvalId || !campaign.releasedAt || !campaign.schedule) return { isDone: true }
    if (campaign.cancelledAt || campaign.pausedAt || campaign.heldAt) return { isDone: true }
    const approval = await findApprovalById(transaction, campaign.approvalId)
    const revision = approval && (await findRevision(transaction, approval.revisionId))
    if (!revision) throw new Error('A released campaign has lost its approval.')
    const provider = providerOf(campaign.provider, world.providers)
    const batchSize = mailerOf(world, provider).batchSizeMax
    const { count, lastId } = await insertAudiencePage(transaction, {
      campaignId: campaign.id,
      releaseId,
      rule: revision.audience,
      occasion: await readOccasion(world, transaction, await approvedMailOf(transaction, campaign.approvalId)),
      timeZone: release.timeZone === everyone ? null : release.timeZone,
      // What waits for an outcome has no zone, and goes to everyone at once.
      fallbackZone: waitsForOutcome(campaign.schedule) ? 'UTC' : campaign.schedule.timeZone,
      confirmedBefore: campaign.releasedAt,
      after: release.walkedTo,
      pageSize: limits.expansionPageSize,
      batchJob: batchJobs[provider],
      batchSize,
      // In the order of their making, so that their rows and those of their letters lie side by side in every index.
      batchIds: Array.from({ length: Math.ceil(limits.expansionPageSize / batchSize) + locales.length }, () =>
        world.newId(),
      ),
      now: world.now(),
    })
    const isDone = count < limits.expansionPageSize
    await updateRelease(transaction, releaseId, {
      walkedTo: lastId ?? release.walkedTo,
      expandedAt: isDone ? world.now() : null,
    })
    return { isDone, campaignId: campaign.id }
  })
}
