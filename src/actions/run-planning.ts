import { requirePermission, type StaffMember } from '#domain/staff'
import { planObservances, type PlanningReport } from './plan-observances.ts'
import type { World } from './world.ts'

/** Plans at once, as the worker does every hour, and says what it did. @throws Refusal `role-missing` */
export async function runPlanning(world: World, { member }: { member: StaffMember }): Promise<PlanningReport> {
  requirePermission(member, 'keep-calendar')
  return planObservances(world)
}
