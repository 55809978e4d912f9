import { and, desc, eq, gt, isNull } from 'drizzle-orm'
import type { KeyScope, StaffRole } from '#domain/staff'
import type { Executor } from './database.ts'
import { apiKeys, staff } from './tables.ts'

/** A key, without what opens anything. */
export type ApiKey = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdBy: { readonly id: string; readonly name: string }
  readonly createdAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  readonly lastUsedOn: Temporal.PlainDate | null
  readonly revokedAt: Temporal.Instant | null
}

export async function insertApiKey(
  executor: Executor,
  key: Omit<typeof apiKeys.$inferInsert, 'scopes'> & { scopes: readonly KeyScope[] },
): Promise<void> {
  await executor.insert(apiKeys).values({ ...key, scopes: [...key.scopes] })
}

/** Every key that there ever was, newest first. */
export async function listApiKeys(executor: Executor): Promise<ApiKey[]> {
  const { id, name, scopes, createdAt, expiresAt, lastUsedOn, revokedAt } = apiKeys
  return executor
    .select({
      id,
      name,
      scopes,
      createdBy: { id: staff.id, name: staff.name },
      createdAt,
      expiresAt,
      lastUsedOn,
      revokedAt,
    })
    .from(apiKeys)
    .innerJoin(staff, eq(staff.id, apiKeys.createdBy))
    .orderBy(desc(createdAt), desc(id))
}

/** Somebody whose key this is, with the role that they have now. */
export type KeyHolder = {
  readonly keyId: string
  readonly scopes: readonly string[]
  readonly lastUsedOn: Temporal.PlainDate | null
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: StaffRole
  readonly locale: string
}

/** Whose key this is; undefined for one that is over, and for one of somebody who has left. */
export async function findKeyHolder(
  executor: Executor,
  keyHash: Uint8Array,
  now: Temporal.Instant,
): Promise<KeyHolder | undefined> {
  const { id, name, email, role, locale } = staff
  const { scopes, lastUsedOn } = apiKeys
  const [row] = await executor
    .select({ keyId: apiKeys.id, scopes, lastUsedOn, id, name, email, role, locale })
    .from(apiKeys)
    .innerJoin(staff, eq(staff.id, apiKeys.createdBy))
    .where(
      and(eq(apiKeys.keyHash, keyHash), isNull(apiKeys.revokedAt), gt(apiKeys.expiresAt, now), isNull(staff.leftAt)),
    )
  return row
}

export async function updateLastUse(executor: Executor, id: string, day: Temporal.PlainDate): Promise<void> {
  await executor.update(apiKeys).set({ lastUsedOn: day }).where(eq(apiKeys.id, id))
}

/** Revokes a key; false where there is none to revoke. */
export async function updateRevoked(executor: Executor, id: string, now: Temporal.Instant): Promise<boolean> {
  const revoked = await executor
    .update(apiKeys)
    .set({ revokedAt: now })
    .where(and(eq(apiKeys.id, id), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id })
  return revoked.length > 0
}
