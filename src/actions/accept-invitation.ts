import { claimInvitation, findOpenInvitation, type StaffInvitation } from '#database/staff-queries'
import { Refusal } from '#domain/refusal'
import type { StaffRole } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** An invitation that can still be accepted; changes nothing. @throws Refusal `invitation-invalid` */
export async function readInvitation(world: World, { token }: { token: string }): Promise<StaffInvitation> {
  const invitation = await findOpenInvitation(world.database, world.hashToken(token), world.now())
  if (!invitation) throw new Refusal('invitation-invalid')
  return invitation
}

/**
 * Uses up an invitation for somebody who joins. Two people with the same link: one joins.
 * @param join makes the account; when it fails, the invitation stays open
 * @throws Refusal `invitation-invalid`
 */
export async function acceptInvitation(
  world: World,
  { token, join }: { token: string; join: (role: StaffRole) => Promise<{ staffId: string }> },
): Promise<{ staffId: string }> {
  const invitation = await readInvitation(world, { token })
  return world.database.transaction(async (transaction) => {
    if (!(await claimInvitation(transaction, invitation.id, world.now()))) throw new Refusal('invitation-invalid')
    const { staffId } = await join(invitation.role)
    await recordAuditEvent(world, transaction, { actorId: staffId, action: 'staff-joined', subject: invitation.id })
    return { staffId }
  })
}
