import { deleteInvitation } from '#database/staff-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Takes back an invitation that nobody has accepted.
 * @throws Refusal `role-missing`; `not-found` for one that was accepted or taken back before
 */
export async function revokeInvitation(
  world: World,
  { member, invitationId }: { member: StaffMember; invitationId: string },
): Promise<void> {
  requirePermission(member, 'manage-staff')
  await world.database.transaction(async (transaction) => {
    if (!(await deleteInvitation(transaction, invitationId))) throw new Refusal('not-found')
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'invitation-revoked',
      subject: invitationId,
    })
  })
}
