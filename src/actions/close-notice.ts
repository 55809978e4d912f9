import { findNotice, tickOffNotice } from '#database/notice-queries'
import { Refusal } from '#domain/refusal'
import type { StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Ticks a notice off for everybody; whoever did so first stays named. @throws Refusal `not-found` */
export async function closeNotice(
  world: World,
  { member, noticeId }: { member: StaffMember; noticeId: string },
): Promise<void> {
  if (await tickOffNotice(world.database, noticeId, { doneBy: member.id, doneAt: world.now() })) return
  if (!(await findNotice(world.database, noticeId))) throw new Refusal('not-found')
}
