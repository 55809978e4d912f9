import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { findWatched } from '#domain/watch-list'
import { readWatchList } from './read-watch-list.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Whether the watch-list would stop these words in a letter. It says yes or no and not why, and only so many times an
 * hour, so that nobody can find out who is on the list by trying names.
 * @throws Refusal `role-missing`, `rate-limited`
 */
export async function tryWatched(
  world: World,
  { member, text }: { member: StaffMember; text: string },
): Promise<{ isFound: boolean }> {
  requirePermission(member, 'manage-watch-list')
  if (!(await world.rateLimits.take('watch-list-test-per-member', member.id))) throw new Refusal('rate-limited')
  const found = findWatched([{ place: 'title', text }], await readWatchList(world, world.database))
  await world.database.transaction((transaction) =>
    recordAuditEvent(world, transaction, { actorId: member.id, action: 'watched-tried' }),
  )
  return { isFound: found.length > 0 }
}
