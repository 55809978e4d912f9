import { findRole, lockAdministrators, updateLeft } from '#database/member-queries'
import { Refusal } from '#domain/refusal'
import { requireAnotherAdministrator, requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Takes somebody off the staff: their sessions end, their keys are revoked, and what they signed in with is forgotten,
 * their address included. What they wrote and did keeps their name.
 * @throws Refusal `role-missing`, `not-found`, `last-administrator`
 */
export async function removeStaff(
  world: World,
  { member, staffId }: { member: StaffMember; staffId: string },
): Promise<void> {
  requirePermission(member, 'manage-staff')
  await world.database.transaction(async (transaction) => {
    const administrators = await lockAdministrators(transaction)
    const role = await findRole(transaction, staffId)
    if (role === undefined) throw new Refusal('not-found')
    if (role === 'admin') requireAnotherAdministrator({ id: staffId }, administrators)
    await updateLeft(transaction, staffId, world.now())
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'staff-removed',
      subject: staffId,
      detail: { role },
    })
  })
}
