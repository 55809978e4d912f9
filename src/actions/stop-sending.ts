import type { Executor } from '#database/database'
import { stopSendingRow } from '#database/organisation-queries'
import type { StopReason } from '#domain/sending-stop'
import { requirePermission, type StaffMember } from '#domain/staff'
import { readOrganisation } from './read-organisation.ts'
import { actedBy, recordAuditEvent, type AuditEntry } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Stops all campaigns before their next batch, whatever each of them says. Where they are stopped already, the first
 * reason stands.
 * @param member who stops them; null for the operator at the machine
 * @throws Refusal `role-missing`, `organisation-incomplete`
 */
export async function stopSending(world: World, { member }: { member: StaffMember | null }): Promise<void> {
  if (member) requirePermission(member, 'control-sending')
  await readOrganisation(world)
  await world.database.transaction((transaction) =>
    stopSendingFor(world, transaction, { reason: 'staff', ...actedBy(member) }),
  )
}

/** Stops all campaigns for a reason that a person or the system itself has found; says whether they still went. */
export async function stopSendingFor(
  world: World,
  transaction: Executor,
  { reason, actorId = null, detail }: { reason: StopReason } & Partial<Pick<AuditEntry, 'actorId' | 'detail'>>,
): Promise<boolean> {
  if (!(await stopSendingRow(transaction, reason, world.now()))) return false
  await recordAuditEvent(world, transaction, { actorId, action: 'sending-stopped', detail: { ...detail, reason } })
  return true
}
