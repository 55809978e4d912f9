import { and, eq, isNull } from 'drizzle-orm'
import type { StopReason } from '#domain/sending-stop'
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
