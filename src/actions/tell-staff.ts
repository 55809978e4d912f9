import type { Executor } from '#database/database'
import { insertNotice, type StaffNotice } from '#database/notice-queries'
import type { World } from './world.ts'

/** What staff are told, and what of. */
export type NoticeToStaff = Pick<StaffNotice, 'kind'> &
  Partial<
    Pick<StaffNotice, 'observanceId' | 'occurrence' | 'nominalDate' | 'offsetDays' | 'about' | 'campaignId' | 'factId'>
  >

/**
 * Tells staff something, in the transaction of what gives rise to it. It stands in their list at once and goes out by
 * mail with the next run of planning.
 * @returns false where they have been told the same before
 */
export function tellStaff(world: World, executor: Executor, notice: NoticeToStaff): Promise<boolean> {
  return insertNotice(executor, { ...notice, id: world.newId(), createdAt: world.now() })
}
