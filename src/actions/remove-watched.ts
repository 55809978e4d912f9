import { deleteWatchListEntry } from '#database/watch-list-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Takes an entry off the watch-list. @throws Refusal `role-missing`, `not-found` */
export async function removeWatched(
  world: World,
  { member, entryId }: { member: StaffMember; entryId: string },
): Promise<void> {
  requirePermission(member, 'manage-watch-list')
  await world.database.transaction(async (transaction) => {
    if (!(await deleteWatchListEntry(transaction, entryId))) throw new Refusal('not-found')
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'watched-removed', subject: entryId })
  })
}
