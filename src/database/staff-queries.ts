import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { StaffRole } from '#domain/staff'
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

/** An invitation, as administrators see it. */
export type OpenInvitation = {
  readonly id: string
  readonly role: StaffRole
  /** Null for one that was made at the server's own console. */
  readonly invitedBy: { readonly id: string; readonly name: string } | null
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
}

/** Invitations that can still be accepted, the newest first. */
export async function listOpenInvitations(executor: Executor, now: Temporal.Instant): Promise<OpenInvitation[]> {
  const { id, role, createdAt, expiresAt, acceptedAt } = staffInvitations
  return executor
    .select({ id, role, invitedBy: { id: staff.id, name: staff.name }, createdAt, expiresAt })
    .from(staffInvitations)
    .leftJoin(staff, eq(staff.id, staffInvitations.invitedBy))
    .where(and(isNull(acceptedAt), gt(expiresAt, now)))
    .orderBy(desc(createdAt), desc(id))
}

/** Takes back an invitation; false where there is none that nobody has accepted. */
export async function deleteInvitation(executor: Executor, id: string): Promise<boolean> {
  const { rowCount } = await executor
    .delete(staffInvitations)
    .where(and(eq(staffInvitations.id, id), isNull(staffInvitations.acceptedAt)))
  return rowCount === 1
}

/** Names of staff by id, for showing who wrote and who approved. */
export async function listStaff(
  executor: Executor,
): Promise<{ id: string; name: string; role: typeof staff.$inferSelect.role }[]> {
  return executor.select({ id: staff.id, name: staff.name, role: staff.role }).from(staff).orderBy(staff.createdAt)
}

/** Ids of the staff who want notices by mail. */
export async function listNoticeReaders(executor: Executor): Promise<string[]> {
  const rows = await executor.select({ id: staff.id }).from(staff).where(eq(staff.getsNotices, true)).orderBy(staff.id)
  return rows.map(({ id }) => id)
}

/** Where and in which language a member of staff is written to; undefined for one who has left. */
export async function findNoticeReader(
  executor: Executor,
  id: string,
): Promise<Pick<typeof staff.$inferSelect, 'email' | 'locale' | 'getsNotices'> | undefined> {
  const { email, locale, getsNotices } = staff
  const [row] = await executor.select({ email, locale, getsNotices }).from(staff).where(eq(staff.id, id))
  return row
}

/** Says whether a member of staff wants notices by mail. */
export async function updateNoticeReader(executor: Executor, id: string, getsNotices: boolean): Promise<void> {
  await executor.update(staff).set({ getsNotices }).where(eq(staff.id, id))
}
