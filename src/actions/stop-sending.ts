import { stopSendingSince } from '#database/organisation-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import { readOrganisation } from './read-organisation.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Stops all campaigns before their next batch, whatever each of them says. @throws Refusal */
export async function stopSending(world: World, { member }: { member: StaffMember }): Promise<void> {
  requirePermission(member, 'control-sending')
  const { sendingStoppedAt } = await readOrganisation(world)
  if (sendingStoppedAt) return
  await world.database.transaction(async (transaction) => {
    await stopSendingSince(transaction, world.now())
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'sending-stopped' })
  })
}
