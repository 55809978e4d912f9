import { settleCommentRow } from '#database/comment-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Marks a comment as dealt with. @throws Refusal `not-found` also for one that is settled already; `role-missing` */
export async function settleComment(
  world: World,
  { member, campaignId, commentId }: { member: StaffMember; campaignId: string; commentId: string },
): Promise<void> {
  requirePermission(member, 'write-campaign')
  const isSettled = await settleCommentRow(world.database, {
    id: commentId,
    campaignId,
    settledBy: member.id,
    settledAt: world.now(),
  })
  if (!isSettled) throw new Refusal('not-found')
}
