import { and, eq, gt, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import { limits } from '#domain/limits'
import type { Executor } from './database.ts'
import { addressChanges, subscribers } from './tables.ts'

export type AddressChange = typeof addressChanges.$inferSelect

/** Whether a reader has left an address that is still to be told of it: nothing is given up that is younger than `since`. */
export async function hasUntoldAddress(
  executor: Executor,
  subscriberId: string,
  since: Temporal.Instant,
): Promise<boolean> {
  const rows = await executor
    .select({ one: sql`1` })
    .from(addressChanges)
    .where(
      and(
        eq(addressChanges.subscriberId, subscriberId),
        isNotNull(addressChanges.formerSealed),
        gt(addressChanges.confirmedAt, since),
      ),
    )
  return rows.length > 0
}

/** Writes the one wish of a reader, in place of any before it. */
export async function saveAddressChange(executor: Executor, change: typeof addressChanges.$inferInsert): Promise<void> {
  await executor.delete(addressChanges).where(eq(addressChanges.subscriberId, change.subscriberId))
  await executor.insert(addressChanges).values(change)
}

export async function findAddressChange(executor: Executor, id: string): Promise<AddressChange | undefined> {
  const [row] = await executor.select().from(addressChanges).where(eq(addressChanges.id, id))
  return row
}

export async function lockAddressChange(executor: Executor, id: string): Promise<AddressChange | undefined> {
  const [row] = await executor.select().from(addressChanges).where(eq(addressChanges.id, id)).for('update')
  return row
}

/** Notes that a change has taken place; the address that was left is kept until it has been told. */
export async function closeAddressChange(
  executor: Executor,
  id: string,
  outcome: { confirmedAt: Temporal.Instant; formerSealed: Uint8Array | null },
): Promise<void> {
  await executor.update(addressChanges).set(outcome).where(eq(addressChanges.id, id))
}

/** Drops the address that was left: it has been told, or cannot be. */
export async function forgetFormerAddress(executor: Executor, id: string): Promise<void> {
  await executor.update(addressChanges).set({ formerSealed: null }).where(eq(addressChanges.id, id))
}

/** Takes an address from the row of somebody who has left, so that another row can have it. */
export async function releaseAddress(executor: Executor, subscriberId: string): Promise<void> {
  await executor
    .update(subscribers)
    .set({ emailIndex: null, emailSealed: null, suppressionHash: null })
    .where(eq(subscribers.id, subscriberId))
}

/**
 * Removes wishes whose time is over, addresses and all; says how many. One whose old address is still to be told stays
 * for as long as that mail is tried.
 */
export async function eraseExpiredChanges(executor: Executor, now: Temporal.Instant): Promise<number> {
  const { expiresAt, formerSealed } = addressChanges
  const isGivenUp = lte(expiresAt, now.subtract({ hours: limits.systemMailHours }))
  const erased = await executor
    .delete(addressChanges)
    .where(or(and(lte(expiresAt, now), isNull(formerSealed)), isGivenUp))
    .returning({ id: addressChanges.id })
  return erased.length
}
