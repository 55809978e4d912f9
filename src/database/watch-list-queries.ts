import { asc, eq, sql } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { staff, watchListEntries } from './tables.ts'

/** What is kept of something that must not be printed: hashes, and who added it when and why. */
export type WatchListEntry = Omit<typeof watchListEntries.$inferSelect, 'hashes'> & { readonly addedByName: string }

export async function insertWatchListEntry(
  executor: Executor,
  { hashes, ...entry }: typeof watchListEntries.$inferInsert,
): Promise<void> {
  // The driver writes an array of bytes as PostgreSQL reads it; the column's own form of an array is for text.
  await executor.insert(watchListEntries).values({ ...entry, hashes: sql`${sql.param(hashes)}` })
}

/** Every entry, the oldest first, without its hashes. */
export function listWatchListEntries(executor: Executor): Promise<WatchListEntry[]> {
  const { id, note, addedBy, addedAt } = watchListEntries
  return executor
    .select({ id, note, addedBy, addedAt, addedByName: staff.name })
    .from(watchListEntries)
    .innerJoin(staff, eq(staff.id, watchListEntries.addedBy))
    .orderBy(asc(watchListEntries.id))
}

/** The hashes of every form of every entry. */
export async function listWatchedHashes(executor: Executor): Promise<Uint8Array[]> {
  const rows = await executor.select({ hashes: watchListEntries.hashes }).from(watchListEntries)
  return rows.flatMap(({ hashes }) => hashes)
}

/** Removes an entry; false where there is none. */
export async function deleteWatchListEntry(executor: Executor, id: string): Promise<boolean> {
  const deleted = await executor
    .delete(watchListEntries)
    .where(eq(watchListEntries.id, id))
    .returning({ id: watchListEntries.id })
  return deleted.length > 0
}
