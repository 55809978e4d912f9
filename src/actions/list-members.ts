import { listMembers as findMembers, type Member } from '#database/member-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Everybody who works here now. @throws Refusal `role-missing` */
export async function listMembers(world: World, { member }: { member: StaffMember }): Promise<Member[]> {
  requirePermission(member, 'manage-staff')
  return findMembers(world.database)
}
