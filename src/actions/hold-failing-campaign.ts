import { holdCampaignRow } from '#database/campaign-queries'
import { lockBatch } from '#database/delivery-queries'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Holds a campaign one of whose batches failed at every attempt; resuming it tries all unsettled batches again. */
export async function holdFailingCampaign(world: World, { batchId }: { batchId: string }): Promise<void> {
  await world.database.transaction(async (transaction) => {
    const batch = await lockBatch(transaction, batchId)
    if (!batch || batch.settledAt) return
    await holdCampaignRow(transaction, batch.campaignId, 'batches-failing', world.now())
    await recordAuditEvent(world, transaction, {
      actorId: null,
      action: 'campaign-held',
      subject: batch.campaignId,
      detail: { reason: 'batches-failing' },
    })
  })
}
