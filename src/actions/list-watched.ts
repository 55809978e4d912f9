import { listWatchListEntries, type WatchListEntry } from '#database/watch-list-queries'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Who put what on the watch-list when, and why; never what it is, which nobody knows any more. @throws Refusal `role-missing` */
export async function listWatched(world: World, { member }: { member: StaffMember }): Promise<WatchListEntry[]> {
  requirePermission(member, 'manage-watch-list')
  return listWatchListEntries(world.database)
}
