import type { Executor } from '#database/database'
import { stopMailProvider } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { requirePermission, type StaffMember } from '#domain/staff'
import { actedBy, recordAuditEvent, type AuditEntry } from './record-audit-event.ts'
import { requireConfigured } from './require-configured.ts'
import type { World } from './world.ts'

/** The reason of a stop that a person made; a provider that refused us leaves its own code. */
export const stoppedByStaff = 'staff'

/**
 * Lets nothing more go by a provider, before its next batch. Each campaign that goes by it then does what its policy
 * says. A batch whose call had no known end waits for the provider, and is uncertain when that takes too long.
 * @param member who stops it; null for the operator at the machine
 * @throws Refusal `role-missing`, `provider-unknown`
 */
export async function stopProvider(
  world: World,
  { member, provider }: { member: StaffMember | null; provider: ProviderName },
): Promise<void> {
  if (member) requirePermission(member, 'control-sending')
  requireConfigured(world, provider)
  await world.database.transaction((transaction) =>
    stopProviderFor(world, transaction, { provider, reason: stoppedByStaff, ...actedBy(member) }),
  )
}

/** Stops a provider for the reason that a person or its own refusal gave; one that is stopped already keeps the first. */
export async function stopProviderFor(
  world: World,
  transaction: Executor,
  {
    provider,
    reason,
    actorId = null,
    detail,
  }: { provider: ProviderName; reason: string } & Partial<Pick<AuditEntry, 'actorId' | 'detail'>>,
): Promise<void> {
  if (!(await stopMailProvider(transaction, provider, { reason, now: world.now() }))) return
  await recordAuditEvent(world, transaction, {
    actorId,
    action: 'provider-stopped',
    subject: provider,
    detail: { ...detail, reason },
  })
}
