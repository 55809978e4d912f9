import { insertInvitation } from '#database/staff-queries'
import { limits } from '#domain/limits'
import { requirePermission, type StaffMember, type StaffRole } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Makes a one-time link by which somebody joins the staff with a role.
 * @param member who invites; null for the first administrator, who is invited from the server's own console
 * @throws Refusal `role-missing`
 */
export async function inviteStaff(
  world: World,
  { member, role }: { member: StaffMember | null; role: StaffRole },
): Promise<{ url: string; expiresAt: Temporal.Instant }> {
  if (member) requirePermission(member, 'manage-staff')
  const id = world.newId()
  const { token, tokenHash } = world.newToken()
  const expiresAt = world.now().add({ hours: limits.invitationHours })
  await world.database.transaction(async (transaction) => {
    await insertInvitation(transaction, {
      id,
      tokenHash,
      role,
      invitedBy: member?.id ?? null,
      createdAt: world.now(),
      expiresAt,
    })
    await recordAuditEvent(world, transaction, {
      actorId: member?.id ?? null,
      action: 'staff-invited',
      subject: id,
      detail: { role },
    })
  })
  return { url: `${world.publicUrl}/staff/invitations/${token}`, expiresAt }
}
