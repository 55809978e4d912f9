import { and, eq, isNull } from 'drizzle-orm'
import type { Cause } from '#domain/cause'
import { readLibraryEntry } from '#domain/library-entry'
import type { StopReason } from '#domain/sending-stop'
import type { Executor } from './database.ts'
import { prepared } from './prepared.ts'
import { libraryEntries, organisation } from './tables.ts'

export type Organisation = typeof organisation.$inferSelect

const findingOrganisation = prepared((connection) =>
  connection.select().from(organisation).prepare('find_organisation'),
)

/** The organisation of this deployment; undefined until an administrator has described it. */
export async function findOrganisation(executor: Executor): Promise<Organisation | undefined> {
  const [row] = await findingOrganisation(executor).execute()
  return row
}

const findingSite = prepared((connection) =>
  connection
    .select({ organisation, cause: libraryEntries.entry })
    .from(libraryEntries)
    .leftJoin(organisation, eq(organisation.id, 1))
    .where(and(eq(libraryEntries.kind, 'cause'), eq(libraryEntries.id, 'cause')))
    .prepare('find_site'),
)

/**
 * The organisation, or null before it is described, and its cause: in one statement, since every page asks for it.
 * @throws Error for a database that was never prepared
 */
export async function findSite(executor: Executor): Promise<{ organisation: Organisation | null; cause: Cause }> {
  const [row] = await findingSite(executor).execute()
  if (!row) throw new Error('The library has no cause: the database was never prepared.')
  return { organisation: row.organisation, cause: readLibraryEntry('cause', row.cause) }
}

export async function saveOrganisation(
  executor: Executor,
  values: Omit<typeof organisation.$inferInsert, 'id' | 'sendingStoppedAt' | 'sendingStopReason'>,
): Promise<void> {
  await executor
    .insert(organisation)
    .values({ id: 1, ...values })
    .onConflictDoUpdate({ target: organisation.id, set: values })
}

/** Stops all sending, unless it is stopped already; says whether it did. */
export async function stopSendingRow(executor: Executor, reason: StopReason, now: Temporal.Instant): Promise<boolean> {
  const stopped = await executor
    .update(organisation)
    .set({ sendingStoppedAt: now, sendingStopReason: reason })
    .where(and(eq(organisation.id, 1), isNull(organisation.sendingStoppedAt)))
    .returning({ id: organisation.id })
  return stopped.length > 0
}

/** Lets go of the global stop. */
export async function resumeSendingRow(executor: Executor): Promise<void> {
  await executor
    .update(organisation)
    .set({ sendingStoppedAt: null, sendingStopReason: null })
    .where(eq(organisation.id, 1))
}
