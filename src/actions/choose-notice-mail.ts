import { updateNoticeReader } from '#database/staff-queries'
import type { StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Says whether a member of staff gets notices by mail as well; their list has them in any case. */
export async function chooseNoticeMail(
  world: World,
  { member, byMail }: { member: StaffMember; byMail: boolean },
): Promise<void> {
  await updateNoticeReader(world.database, member.id, byMail)
}
