import { listUnfinishedReleasedIds } from '#database/campaign-queries'
import { resumeSendingRow } from '#database/organisation-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import { enqueueUnfinishedWork } from './enqueue-unfinished-work.ts'
import { actedBy, recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Lets go of the global stop; campaigns that were paused or held stay so.
 * @param member who lets go; null for the operator at the machine
 * @throws Refusal `role-missing`
 */
export async function resumeSending(world: World, { member }: { member: StaffMember | null }): Promise<void> {
  if (member) requirePermission(member, 'control-sending')
  await world.database.transaction(async (transaction) => {
    await resumeSendingRow(transaction)
    for (const campaignId of await listUnfinishedReleasedIds(transaction))
      await enqueueUnfinishedWork(world, transaction, campaignId)
    await recordAuditEvent(world, transaction, { ...actedBy(member), action: 'sending-resumed' })
  })
}
