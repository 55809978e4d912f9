import { insertApiKey } from '#database/api-key-queries'
import { limits } from '#domain/limits'
import { requirePermission, type KeyScope, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Makes a key by which a program uses the API in the name of whoever makes it, for some of what they may do themselves.
 * @param days for how long, at most `limits.apiKeyDaysMax`
 * @returns the key itself, which is not kept
 * @throws Refusal `role-missing`
 */
export async function createApiKey(
  world: World,
  { member, name, scopes, days }: { member: StaffMember; name: string; scopes: readonly KeyScope[]; days: number },
): Promise<{ id: string; key: string; expiresAt: Temporal.Instant }> {
  requirePermission(member, 'manage-keys')
  for (const scope of scopes) requirePermission(member, scope)
  const [id, createdAt] = [world.newId(), world.now()]
  const { key, keyHash } = world.apiKeys.make()
  const expiresAt = createdAt.add({ hours: 24 * Math.min(days, limits.apiKeyDaysMax) })
  await world.database.transaction(async (transaction) => {
    await insertApiKey(transaction, { id, name, keyHash, scopes, createdBy: member.id, createdAt, expiresAt })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'api-key-created',
      subject: id,
      detail: { scopes: scopes.join(' '), days },
    })
  })
  return { id, key, expiresAt }
}
