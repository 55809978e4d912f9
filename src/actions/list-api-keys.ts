import { listApiKeys as findApiKeys, type ApiKey } from '#database/api-key-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Every key that there ever was, newest first, without the keys themselves. @throws Refusal `role-missing` */
export async function listApiKeys(world: World, { member }: { member: StaffMember }): Promise<ApiKey[]> {
  requirePermission(member, 'manage-keys')
  return findApiKeys(world.database)
}
