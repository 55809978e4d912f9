import { findKeptFact, findKeptFacts, updateFact } from '#database/fact-queries'
import { lockLibrary } from '#database/library-queries'
import type { FactInput } from '#domain/fact'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { linkConflicts } from './link-conflicts.ts'
import { listFactUses } from './list-fact-uses.ts'
import type { CampaignStanding } from './read-statuses.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { mailIfWaiting, recordFactChange } from './record-fact-change.ts'
import type { World } from './world.ts'

/**
 * Changes what a fact says. What it said stays in its history with the reason, staff are told of every campaign that cites
 * it and is not over, and a letter that was approved and waits has to be approved again. The seed library leaves the fact
 * alone from then on.
 * @returns every draft, scheduled and sent campaign that cites it, as it stands now: a sent one may need a correction
 * @throws Refusal `role-missing`, `not-found`, `fact-unknown` for a conflict with what is not there
 */
export async function changeFact(
  world: World,
  { member, factId, fact, reason }: { member: StaffMember; factId: string; fact: FactInput; reason: string },
): Promise<{ uses: CampaignStanding[] }> {
  requirePermission(member, 'edit-facts')
  return world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const kept = await findKeptFact(transaction, factId)
    if (!kept) throw new Refusal('not-found')
    // All at once and in one order, since whoever releases a letter holds the facts that it cites.
    await findKeptFacts(transaction, [factId, ...kept.fact.conflictsWith, ...fact.conflictsWith], 'update')
    const [before, after] = [kept.fact, { id: factId, ...fact }]
    const isChange = world.fingerprint(before) !== world.fingerprint(after)
    if (isChange) {
      await updateFact(transaction, factId, { fact: after, editedAt: world.now() })
      await recordFactChange(world, transaction, { before, after, changedBy: member.id, reason })
      await linkConflicts(world, transaction, {
        factId,
        before: before.conflictsWith,
        after: fact.conflictsWith,
        by: member,
        reason,
      })
      await recordAuditEvent(world, transaction, { actorId: member.id, action: 'fact-changed', subject: factId })
    }
    const uses = await listFactUses(world, transaction, factId)
    if (isChange) await mailIfWaiting(world, transaction, uses)
    return { uses }
  })
}
