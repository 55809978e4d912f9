import { lockCampaign } from '#database/campaign-queries'
import { findBatch } from '#database/delivery-queries'
import { holdCampaign } from './hold-campaign.ts'
import type { World } from './world.ts'

/** Holds a campaign one of whose batches failed at every attempt; resuming it tries all unsettled batches again. */
export async function holdFailingCampaign(world: World, { batchId }: { batchId: string }): Promise<void> {
  await world.database.transaction(async (transaction) => {
    const found = await findBatch(transaction, batchId)
    if (!found) return
    await lockCampaign(transaction, found.campaignId)
    const batch = await findBatch(transaction, batchId)
    if (batch?.settledAt !== null) return
    await holdCampaign(world, transaction, { campaignId: batch.campaignId, reason: 'batches-failing' })
  })
}
