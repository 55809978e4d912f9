import { lockMailProvider, updateMailProvider } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { requirePermission, type StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import { requireConfigured } from './require-configured.ts'
import type { World } from './world.ts'

/**
 * Says on which day the sender's domain begins to warm up at a provider, or that it is known there. What a day may not
 * carry waits for the next.
 * @param startsOn null for no warm-up
 * @throws Refusal `role-missing`, `provider-unknown`
 */
export async function planWarmUp(
  world: World,
  { member, provider, startsOn }: { member: StaffMember; provider: ProviderName; startsOn: Temporal.PlainDate | null },
): Promise<void> {
  requirePermission(member, 'manage-organisation')
  requireConfigured(world, provider)
  await world.database.transaction(async (transaction) => {
    await lockMailProvider(transaction, provider)
    await updateMailProvider(transaction, provider, { warmUpStartsOn: startsOn })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'warm-up-planned',
      subject: provider,
      detail: { startsOn: startsOn?.toString() ?? 'none' },
    })
  })
}
