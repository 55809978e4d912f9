import { listOpenInvitations, type OpenInvitation } from '#database/staff-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Invitations that can still be accepted, the newest first. @throws Refusal `role-missing` */
export async function listInvitations(world: World, { member }: { member: StaffMember }): Promise<OpenInvitation[]> {
  requirePermission(member, 'manage-staff')
  return listOpenInvitations(world.database, world.now())
}
