import { enqueueUnsettledBatches } from '#database/batch-queries'
import { findCampaign, listReleases } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { dropFailedWalks, enqueueJobs } from '#database/job-outbox'
import { providerOf } from '#domain/provider'
import type { World } from './world.ts'

/**
 * Writes the jobs of everything in a campaign that had stopped half-way, each batch's for the provider that it is bound
 * to or that of the campaign. A job too many finds nothing to do.
 */
export async function enqueueUnfinishedWork(world: World, transaction: Executor, campaignId: string): Promise<void> {
  const now = world.now()
  const campaign = await findCampaign(transaction, campaignId)
  const releases = (await listReleases(transaction, campaignId)).filter((release) => !release.expandedAt)
  const unwalked = releases.map(({ id }) => id)
  await dropFailedWalks(transaction, unwalked)
  await enqueueJobs(
    transaction,
    unwalked.map((releaseId) => ({
      id: world.newId(),
      name: 'expand-audience' as const,
      payload: { releaseId },
      now,
    })),
  )
  const provider = providerOf(campaign?.provider ?? null, world.providers)
  await enqueueUnsettledBatches(transaction, campaignId, { provider, configured: world.providers, now })
}
