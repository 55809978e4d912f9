import { and, eq, sql } from 'drizzle-orm'
import type { SecondFactors } from '#domain/second-factor'
import type { Executor } from './database.ts'
import { staff, staffPasskeys, staffSessions, staffTwoFactors } from './tables.ts'

/** Notes when the holder of a session showed a second factor. */
export async function updateSecondFactorAt(executor: Executor, sessionId: string, at: Temporal.Instant): Promise<void> {
  await executor
    .update(staffSessions)
    .set({ secondFactorAt: sql`${at.toString()}::timestamptz` })
    .where(eq(staffSessions.id, sessionId))
}

/** The second factors of a member of staff; an authenticator app whose first code was never right is none. */
export async function findSecondFactors(executor: Executor, staffId: string): Promise<SecondFactors> {
  const apps = await executor
    .select({ id: staffTwoFactors.id })
    .from(staffTwoFactors)
    .innerJoin(staff, eq(staff.id, staffTwoFactors.userId))
    .where(and(eq(staff.id, staffId), eq(staff.twoFactorEnabled, true), eq(staffTwoFactors.verified, true)))
  const { id, name, createdAt, backedUp } = staffPasskeys
  const passkeys = await executor
    .select({ id, name, createdAt, isSynced: backedUp })
    .from(staffPasskeys)
    .where(eq(staffPasskeys.userId, staffId))
    .orderBy(createdAt)
  return {
    totp: apps.length > 0,
    passkeys: passkeys.map((passkey) => ({
      ...passkey,
      createdAt: passkey.createdAt?.toTemporalInstant() ?? null,
    })),
  }
}
