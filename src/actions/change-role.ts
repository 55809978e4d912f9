import { findRole, lockAdministrators, updateRole } from '#database/member-queries'
import { Refusal } from '#domain/refusal'
import { requireAnotherAdministrator, requirePermission, type StaffMember, type StaffRole } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Gives a member of staff another role, which holds from their next request on. Of two administrators who demote each
 * other at once, one is refused.
 * @throws Refusal `role-missing`, `not-found`, `last-administrator`
 */
export async function changeRole(
  world: World,
  { member, staffId, role }: { member: StaffMember; staffId: string; role: StaffRole },
): Promise<void> {
  requirePermission(member, 'manage-staff')
  await world.database.transaction(async (transaction) => {
    const administrators = await lockAdministrators(transaction)
    const before = await findRole(transaction, staffId)
    if (before === undefined) throw new Refusal('not-found')
    if (before === role) return
    if (before === 'admin') requireAnotherAdministrator({ id: staffId }, administrators)
    await updateRole(transaction, staffId, role, world.now())
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'role-changed',
      subject: staffId,
      detail: { before, after: role },
    })
  })
}
