import type { World } from '#actions/world'
import { staff } from '#database/tables'
import type { StaffMember, StaffRole } from '#domain/staff'

/** Adds a member of staff, as accepting an invitation does. */
export async function addStaff(world: World, role: StaffRole, name: string = role): Promise<StaffMember> {
  const id = world.newId()
  const now = new Date(world.now().epochMilliseconds)
  await world.database.insert(staff).values({
    id,
    name,
    email: `${id}@staff.example`,
    emailVerified: true,
    role,
    locale: 'en',
    createdAt: now,
    updatedAt: now,
  })
  return { id, role }
}
