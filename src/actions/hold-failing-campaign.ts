import { findBatch } from '#database/batch-queries'
import { findRelease, lockCampaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import type { HoldReason } from '#domain/campaign'
import { holdCampaign } from './hold-campaign.ts'
import type { World } from './world.ts'

/** What could not be done at any attempt: walking the audience of a release, or sending a batch. */
type Undone = { readonly releaseId: string } | { readonly batchId: string }

/** Holds a campaign a part of which failed at every attempt; resuming it tries everything that is undone again. */
export async function holdFailingCampaign(world: World, undone: Undone): Promise<void> {
  await world.database.transaction(async (transaction) => {
    const campaignId = (await findUndone(transaction, undone))?.campaignId
    if (campaignId === undefined) return
    await lockCampaign(transaction, campaignId)
    // Somebody may have done it before the campaign was locked.
    const found = await findUndone(transaction, undone)
    if (found) await holdCampaign(world, transaction, found)
  })
}

async function findUndone(
  transaction: Executor,
  undone: Undone,
): Promise<{ campaignId: string; reason: HoldReason } | null> {
  if ('releaseId' in undone) {
    const release = await findRelease(transaction, undone.releaseId)
    return release && !release.expandedAt ? { campaignId: release.campaignId, reason: 'audience-failing' } : null
  }
  const batch = await findBatch(transaction, undone.batchId)
  return batch && !batch.settledAt ? { campaignId: batch.campaignId, reason: 'batches-failing' } : null
}
