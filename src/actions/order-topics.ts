import { listEntries, lockLibrary } from '#database/library-queries'
import { placeTopics } from '#database/topic-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Puts topics in the order in which readers are to find them. Their order is the organisation's own: it is no edit of
 * any of them, and the seed library never changes it.
 * @param ids topics in their new order; those that are not named come after them, as they stood
 * @throws Refusal `role-missing`, `topic-unknown`
 */
export async function orderTopics(
  world: World,
  { member, ids }: { member: StaffMember; ids: readonly string[] },
): Promise<void> {
  requirePermission(member, 'edit-library')
  await world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const known = (await listEntries(transaction, 'topic', { withRetired: true })).map(({ id }) => id)
    if (ids.some((id) => !known.includes(id))) throw new Refusal('topic-unknown', { field: 'ids' })
    await placeTopics(transaction, [...new Set([...ids, ...known])])
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'topics-ordered' })
  })
}
