import { findCampaign, findLatestRevision } from '#database/campaign-queries'
import { insertComment } from '#database/comment-queries'
import type { Executor } from '#database/database'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { World } from './world.ts'

/** Says something to a campaign; it stands beside the revision that is the newest now. @throws Refusal `not-found`, `role-missing` */
export async function addComment(
  world: World,
  { member, campaignId, text }: { member: StaffMember; campaignId: string; text: string },
): Promise<{ commentId: string }> {
  requirePermission(member, 'write-campaign')
  if (!(await findCampaign(world.database, campaignId))) throw new Refusal('not-found')
  return { commentId: await writeComment(world, world.database, { authorId: member.id, campaignId, text }) }
}

/** Writes a comment, in a transaction that may do more. @returns its id */
export async function writeComment(
  world: World,
  executor: Executor,
  { authorId, campaignId, text }: { authorId: string; campaignId: string; text: string },
): Promise<string> {
  const revision = await findLatestRevision(executor, campaignId)
  const id = world.newId()
  await insertComment(executor, {
    id,
    campaignId,
    revisionId: revision?.id ?? null,
    authorId,
    text,
    writtenAt: world.now(),
  })
  return id
}
