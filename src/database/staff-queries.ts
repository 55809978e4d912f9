import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { staff, staffInvitations } from './tables.ts'

export type StaffInvitation = typeof staffInvitations.$inferSelect

export async function insertInvitation(
  executor: Executor,
  invitation: typeof staffInvitations.$inferInsert,
): Promise<void> {
  await executor.insert(staffInvitations).values(invitation)
}

/** An invitation that can still be accepted. */
export async function findOpenInvitation(
  executor: Executor,
  tokenHash: Uint8Array,
  now: Temporal.Instant,
): Promise<StaffInvitation | undefined> {
  const [row] = await executor
    .select()
    .from(staffInvitations)
    .where(
      and(
        eq(staffInvitations.tokenHash, tokenHash),
        isNull(staffInvitations.acceptedAt),
        gt(staffInvitations.expiresAt, now),
      ),
    )
  return row
}

/** Uses up an invitation; false when somebody else just did. */
export async function claimInvitation(executor: Executor, id: string, now: Temporal.Instant): Promise<boolean> {
  const claimed = await executor
    .update(staffInvitations)
    .set({ acceptedAt: now })
    .where(and(eq(staffInvitations.id, id), isNull(staffInvitations.acceptedAt)))
    .returning({ id: staffInvitations.id })
  return claimed.length > 0
}

/** Names of staff by id, for showing who wrote and who approved. */
export async function listStaff(
  executor: Executor,
): Promise<{ id: string; name: string; role: typeof staff.$inferSelect.role }[]> {
  return executor.select({ id: staff.id, name: staff.name, role: staff.role }).from(staff).orderBy(staff.createdAt)
}
