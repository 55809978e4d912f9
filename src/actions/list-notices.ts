import { listNotices as listRows } from '#database/notice-queries'
import { findNoticeReader, listStaff } from '#database/staff-queries'
import { limits } from '#domain/limits'
import type { StaffMember } from '#domain/staff'
import { describeNotices, type DescribedNotice } from './describe-notices.ts'
import type { World } from './world.ts'

/** A page of what staff were told. */
export type NoticeList = {
  readonly notices: readonly DescribedNotice[]
  /** Names of staff by id: who ticked what off. */
  readonly staffNames: ReadonlyMap<string, string>
  /** Whether whoever asks gets notices by mail as well. */
  readonly byMail: boolean
}

/** What staff were told, newest first; `before` continues a list. */
export async function listNotices(
  world: World,
  { member, openOnly, before }: { member: StaffMember; openOnly: boolean; before?: string | undefined },
): Promise<NoticeList> {
  const rows = await listRows(world.database, { openOnly, limit: limits.pageSizeMax, before })
  const staff = await listStaff(world.database)
  return {
    notices: await describeNotices(world.database, rows),
    staffNames: new Map(staff.map(({ id, name }) => [id, name])),
    byMail: (await findNoticeReader(world.database, member.id))?.getsNotices ?? false,
  }
}
