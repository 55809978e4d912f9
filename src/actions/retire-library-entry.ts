import { lockLibrary, setEntryRetired } from '#database/library-queries'
import { listTopics } from '#database/topic-queries'
import type { ManifoldKind } from '#domain/library-entry'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Offers an entry no more, or again. It is kept for what refers to it: letters that were sent, and readers who chose it.
 * Facts are retired in the ledger.
 * @throws Refusal `role-missing`, `not-found`, `topic-last`
 */
export async function retireLibraryEntry(
  world: World,
  { member, kind, id, isRetired }: { member: StaffMember; kind: ManifoldKind; id: string; isRetired: boolean },
): Promise<void> {
  requirePermission(member, 'edit-library')
  await world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const retiredAt = isRetired ? world.now() : null
    const isThere = await setEntryRetired(transaction, { kind, id, retiredAt })
    if (!isThere) throw new Refusal('not-found')
    if (kind === 'topic' && (await listTopics(transaction)).length === 0) throw new Refusal('topic-last')
    const action = isRetired ? 'library-entry-retired' : 'library-entry-brought-back'
    await recordAuditEvent(world, transaction, { actorId: member.id, action, subject: `${kind}/${id}` })
  })
}
