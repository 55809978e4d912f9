import { findAuditEvents, type AuditFilter, type RecordedEvent } from '#database/audit-queries'
import { limits } from '#domain/limits'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/**
 * A page of the record of what was done, newest first.
 * @returns the entries, and where the next page begins; null at the end
 * @throws Refusal `role-missing`
 */
export async function listAuditEvents(
  world: World,
  { member, filter }: { member: StaffMember; filter: AuditFilter },
): Promise<{ events: RecordedEvent[]; next: number | null }> {
  requirePermission(member, 'read-audit')
  const found = await findAuditEvents(world.database, { ...filter, limit: limits.pageSizeMax + 1 })
  const events = found.slice(0, limits.pageSizeMax)
  return { events, next: found.length > events.length ? (events.at(-1)?.id ?? null) : null }
}
