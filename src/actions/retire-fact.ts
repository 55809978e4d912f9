import { findKeptFacts, updateFact } from '#database/fact-queries'
import { lockLibrary } from '#database/library-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { listFactUses } from './list-fact-uses.ts'
import type { CampaignStanding } from './read-statuses.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { mailIfWaiting, tellOfFact } from './record-fact-change.ts'
import type { World } from './world.ts'

/**
 * Takes a fact out of use, or back into it: a retired fact cannot be cited in a new revision, and stays where it was
 * printed. Staff are told of every campaign that cites it and is not over; one that waits has to be approved again.
 * @returns every campaign that cites it, as it stands now
 * @throws Refusal `role-missing`, `not-found`
 */
export async function retireFact(
  world: World,
  { member, factId, isRetired, reason }: { member: StaffMember; factId: string; isRetired: boolean; reason: string },
): Promise<{ uses: CampaignStanding[] }> {
  requirePermission(member, 'edit-facts')
  return world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const [kept] = await findKeptFacts(transaction, [factId], 'update')
    if (!kept) throw new Refusal('not-found')
    const isChange = (kept.retiredAt !== null) !== isRetired
    if (isChange) {
      await updateFact(transaction, factId, { retiredAt: isRetired ? world.now() : null, editedAt: world.now() })
      await tellOfFact(world, transaction, factId)
      await recordAuditEvent(world, transaction, {
        actorId: member.id,
        action: isRetired ? 'fact-retired' : 'fact-reinstated',
        subject: factId,
        detail: { reason },
      })
    }
    const uses = await listFactUses(world, transaction, factId)
    if (isChange) await mailIfWaiting(world, transaction, uses)
    return { uses }
  })
}
