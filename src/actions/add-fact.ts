import { insertFact } from '#database/fact-queries'
import { lockLibrary } from '#database/library-queries'
import type { FactInput } from '#domain/fact'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { linkConflicts } from './link-conflicts.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { recordFactChange } from './record-fact-change.ts'
import type { World } from './world.ts'

/**
 * Adds a fact to the ledger. What it contradicts says so from then on as well.
 * @throws Refusal `role-missing`, `fact-exists`, `fact-unknown` for a conflict with what is not there
 */
export async function addFact(
  world: World,
  { member, factId, fact, reason }: { member: StaffMember; factId: string; fact: FactInput; reason: string | null },
): Promise<void> {
  requirePermission(member, 'edit-facts')
  await world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const after = { id: factId, ...fact }
    const now = world.now()
    if (!(await insertFact(transaction, { id: factId, fact: after, editedAt: now })))
      throw new Refusal('fact-exists', { field: 'id', factId })
    await recordFactChange(world, transaction, { before: null, after, changedBy: member.id, reason })
    await linkConflicts(world, transaction, { factId, before: [], after: fact.conflictsWith, by: member, reason })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'fact-added', subject: factId })
  })
}
