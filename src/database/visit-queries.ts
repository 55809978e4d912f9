import { and, eq, lte } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { readerVisits } from './tables.ts'

export type ReaderVisit = typeof readerVisits.$inferSelect

/** Writes what a mailed link opens; a repeated mail writes the same visit with a later end. */
export async function saveVisit(executor: Executor, visit: typeof readerVisits.$inferInsert): Promise<void> {
  const { sealed, expiresAt } = visit
  await executor
    .insert(readerVisits)
    .values(visit)
    .onConflictDoUpdate({ target: readerVisits.id, set: { sealed, expiresAt } })
}

/** Writes what a link shows from now on. */
export async function changeVisit(executor: Executor, id: string, sealed: Uint8Array): Promise<void> {
  await executor.update(readerVisits).set({ sealed }).where(eq(readerVisits.id, id))
}

/** What a link opens, if it is this reader's. */
export async function findVisit(
  executor: Executor,
  { id, subscriberId }: { id: string; subscriberId: string },
): Promise<ReaderVisit | undefined> {
  const [row] = await executor
    .select()
    .from(readerVisits)
    .where(and(eq(readerVisits.id, id), eq(readerVisits.subscriberId, subscriberId)))
  return row
}

/** Ends every open visit of a reader: no link that was mailed before opens anything. */
export async function endVisits(executor: Executor, subscriberId: string): Promise<void> {
  await executor.delete(readerVisits).where(eq(readerVisits.subscriberId, subscriberId))
}

/** Removes what links opened whose time is over; says how many. */
export async function eraseExpiredVisits(executor: Executor, now: Temporal.Instant): Promise<number> {
  const erased = await executor
    .delete(readerVisits)
    .where(lte(readerVisits.expiresAt, now))
    .returning({ id: readerVisits.id })
  return erased.length
}
