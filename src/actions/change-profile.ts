import { updateProfile } from '#database/member-queries'
import type { Locale } from '#domain/locale'
import type { StaffMember } from '#domain/staff'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** Changes how a member of staff is called, and in which language they are answered. What is absent stays. */
export async function changeProfile(
  world: World,
  { member, ...profile }: { member: StaffMember; name?: string; locale?: Locale },
): Promise<void> {
  await world.database.transaction(async (transaction) => {
    await updateProfile(transaction, member.id, { ...profile, now: world.now() })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'profile-changed', subject: member.id })
  })
}
