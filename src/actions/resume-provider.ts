import { listUnfinishedReleasedIds } from '#database/campaign-queries'
import { resumeMailProvider } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { requirePermission, type StaffMember } from '#domain/staff'
import { enqueueUnfinishedWork } from './enqueue-unfinished-work.ts'
import { actedBy, recordAuditEvent } from './record-audit-event.ts'
import { requireConfigured } from './require-configured.ts'
import type { World } from './world.ts'

/**
 * Lets a stopped provider go on, as if it had never failed. Campaigns that were held meanwhile stay so until a person
 * resumes each, since by now some may be better not sent; everything else that waited goes on at once.
 * @param member who resumes it; null for the operator at the machine
 * @throws Refusal `role-missing`, `provider-unknown`
 */
export async function resumeProvider(
  world: World,
  { member, provider }: { member: StaffMember | null; provider: ProviderName },
): Promise<void> {
  if (member) requirePermission(member, 'control-sending')
  requireConfigured(world, provider)
  await world.database.transaction(async (transaction) => {
    if (!(await resumeMailProvider(transaction, provider))) return
    for (const campaignId of await listUnfinishedReleasedIds(transaction))
      await enqueueUnfinishedWork(world, transaction, campaignId)
    await recordAuditEvent(world, transaction, {
      ...actedBy(member),
      action: 'provider-resumed',
      subject: provider,
    })
  })
}
