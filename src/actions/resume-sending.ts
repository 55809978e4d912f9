import { listUnfinishedReleasedIds } from '#database/campaign-queries'
import { stopSendingSince } from '#database/organisation-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import { enqueueUnfinishedWork } from './resume-campaign.ts'
import type { World } from './world.ts'

/** Lets go of the global stop; campaigns that were paused or held stay so. @throws Refusal `role-missing` */
export async function resumeSending(world: World, { member }: { member: StaffMember }): Promise<void> {
  requirePermission(member, 'control-sending')
  await world.database.transaction(async (transaction) => {
    await stopSendingSince(transaction, null)
    for (const campaignId of await listUnfinishedReleasedIds(transaction))
      await enqueueUnfinishedWork(world, transaction, campaignId)
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'sending-resumed' })
  })
}
