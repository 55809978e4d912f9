import { updateRevoked } from '#database/api-key-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Ends a key at once. @throws Refusal `role-missing`; `not-found` for one that has been revoked before */
export async function revokeApiKey(
  world: World,
  { member, keyId }: { member: StaffMember; keyId: string },
): Promise<void> {
  requirePermission(member, 'manage-keys')
  await world.database.transaction(async (transaction) => {
    if (!(await updateRevoked(transaction, keyId, world.now()))) throw new Refusal('not-found')
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'api-key-revoked', subject: keyId })
  })
}
