import { eq } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { organisation } from './tables.ts'

export type Organisation = typeof organisation.$inferSelect

/** The organisation of this deployment; undefined until an administrator has described it. */
export async function findOrganisation(executor: Executor): Promise<Organisation | undefined> {
  const [row] = await executor.select().from(organisation)
  return row
}

export async function saveOrganisation(
  executor: Executor,
  values: Omit<typeof organisation.$inferInsert, 'id' | 'sendingStoppedAt'>,
): Promise<void> {
  await executor
    .insert(organisation)
    .values({ id: 1, ...values })
    .onConflictDoUpdate({ target: organisation.id, set: values })
}

/** Sets or lets go of the global stop. */
export async function stopSendingSince(executor: Executor, sendingStoppedAt: Temporal.Instant | null): Promise<void> {
  await executor.update(organisation).set({ sendingStoppedAt }).where(eq(organisation.id, 1))
}
