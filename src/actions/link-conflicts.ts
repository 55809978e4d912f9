import type { Executor } from '#database/database'
import { findKeptFacts, updateFact } from '#database/fact-queries'
import { Refusal } from '#domain/refusal'
import type { StaffMember } from '#domain/staff'
import { recordFactChange } from './record-fact-change.ts'
import type { World } from './world.ts'

/**
 * Keeps conflicts mutual: what a fact now contradicts says so too, and what it no longer contradicts no longer does, so
 * that a letter which cites only the other one is told.
 * @param executor the transaction that changes the fact
 * @throws Refusal `fact-unknown` for a conflict with the fact itself, or with what is not there
 */
export async function linkConflicts(
  world: World,
  executor: Executor,
  {
    factId,
    before,
    after,
    by,
    reason,
  }: {
    factId: string
    before: readonly string[]
    after: readonly string[]
    by: StaffMember
    reason: string | null
  },
): Promise<void> {
  const others = await findKeptFacts(executor, [...new Set([...before, ...after])], 'update')
  const known = new Set(others.map(({ id }) => id).filter((id) => id !== factId))
  const unknown = after.find((id) => !known.has(id))
  if (unknown !== undefined) throw new Refusal('fact-unknown', { field: 'conflictsWith', factId: unknown })
  for (const { id, fact } of others) {
    const isConflict = after.includes(id)
    if (id === factId || fact.conflictsWith.includes(factId) === isConflict) continue
    const rest = fact.conflictsWith.filter((other) => other !== factId)
    const changed = { ...fact, conflictsWith: isConflict ? [...rest, factId] : rest }
    await updateFact(executor, id, { fact: changed, editedAt: world.now() })
    await recordFactChange(world, executor, { before: fact, after: changed, changedBy: by.id, reason })
  }
}
