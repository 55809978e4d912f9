import { and, asc, eq, isNull, sql, type SQL } from 'drizzle-orm'
import type { StaffRole } from '#domain/staff'
import type { Executor } from './database.ts'
import { apiKeys, staff, staffAccounts, staffPasskeys, staffSessions, staffTwoFactors } from './tables.ts'

/** A member of staff, as administrators see them. */
export type Member = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: StaffRole
  readonly joinedAt: Temporal.Instant
  /** Whether they can confirm what is grave. */
  readonly hasSecondFactor: boolean
}

/** Everybody who works here now, in the order in which they joined. */
export async function listMembers(executor: Executor): Promise<Member[]> {
  const hasPasskey = sql<boolean>`exists (select from ${staffPasskeys} where ${staffPasskeys.userId} = ${staff.id})`
  const rows = await executor
    .select({
      id: staff.id,
      name: staff.name,
      email: staff.email,
      role: staff.role,
      createdAt: staff.createdAt,
      hasSecondFactor: sql<boolean>`${staff.twoFactorEnabled} or ${hasPasskey}`,
    })
    .from(staff)
    .where(isNull(staff.leftAt))
    .orderBy(asc(staff.createdAt), asc(staff.id))
  return rows.map(({ createdAt, ...row }) => ({ ...row, joinedAt: createdAt.toTemporalInstant() }))
}

/** The role of somebody who works here; undefined for one who has left. */
export async function findRole(executor: Executor, id: string): Promise<StaffRole | undefined> {
  const [row] = await executor
    .select({ role: staff.role })
    .from(staff)
    .where(and(eq(staff.id, id), isNull(staff.leftAt)))
  return row?.role
}

/** Every administrator, so that nobody else takes a role from one meanwhile. */
export async function lockAdministrators(executor: Executor): Promise<{ id: string }[]> {
  return executor
    .select({ id: staff.id })
    .from(staff)
    .where(and(eq(staff.role, 'admin'), isNull(staff.leftAt)))
    .orderBy(staff.id)
    .for('update')
}

export async function updateRole(
  executor: Executor,
  id: string,
  role: StaffRole,
  now: Temporal.Instant,
): Promise<void> {
  await executor
    .update(staff)
    .set({ role, updatedAt: moment(now) })
    .where(eq(staff.id, id))
}

export async function updateProfile(
  executor: Executor,
  id: string,
  { now, ...profile }: { name?: string; locale?: string; now: Temporal.Instant },
): Promise<void> {
  await executor
    .update(staff)
    .set({ ...profile, updatedAt: moment(now) })
    .where(eq(staff.id, id))
}

/**
 * Somebody leaves. Their name stays with what they wrote; their address, password, second factors, sessions and keys do
 * not stay.
 */
export async function updateLeft(executor: Executor, id: string, now: Temporal.Instant): Promise<void> {
  await executor
    .update(staff)
    .set({
      leftAt: moment(now),
      updatedAt: moment(now),
      email: `${id}@left.invalid`,
      twoFactorEnabled: false,
      getsNotices: false,
    })
    .where(eq(staff.id, id))
  await executor.delete(staffSessions).where(eq(staffSessions.userId, id))
  await executor.delete(staffAccounts).where(eq(staffAccounts.userId, id))
  await executor.delete(staffTwoFactors).where(eq(staffTwoFactors.userId, id))
  await executor.delete(staffPasskeys).where(eq(staffPasskeys.userId, id))
  await executor
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.createdBy, id), isNull(apiKeys.revokedAt)))
}

function moment(instant: Temporal.Instant): SQL {
  return sql`${instant.toString()}::timestamptz`
}
