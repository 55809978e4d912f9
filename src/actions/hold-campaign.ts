import { holdCampaignRow } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import type { HoldReason } from '#domain/campaign'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Keeps a campaign from going on until a person has looked at it; one that is held already, or over, stays as it is. */
export async function holdCampaign(
  world: World,
  transaction: Executor,
  { campaignId, reason }: { campaignId: string; reason: HoldReason },
): Promise<void> {
  if (!(await holdCampaignRow(transaction, campaignId, reason, world.now()))) return
  await recordAuditEvent(world, transaction, {
    actorId: null,
    action: 'campaign-held',
    subject: campaignId,
    detail: { reason },
  })
}
