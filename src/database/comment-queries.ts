import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Executor } from './database.ts'
import { campaignComments, campaignRevisions } from './tables.ts'

/** What somebody said to a draft, with the number of the revision that they had before them. */
export type CampaignComment = Omit<typeof campaignComments.$inferSelect, 'revisionId'> & {
  readonly revisionNumber: number | null
}

export async function insertComment(executor: Executor, comment: typeof campaignComments.$inferInsert): Promise<void> {
  await executor.insert(campaignComments).values(comment)
}

/** Everything said to a campaign, oldest first. */
export async function listComments(executor: Executor, campaignId: string): Promise<CampaignComment[]> {
  const { id, authorId, text, writtenAt, settledAt, settledBy } = campaignComments
  return executor
    .select({
      id,
      campaignId: campaignComments.campaignId,
      authorId,
      text,
      writtenAt,
      settledAt,
      settledBy,
      revisionNumber: campaignRevisions.number,
    })
    .from(campaignComments)
    .leftJoin(campaignRevisions, eq(campaignRevisions.id, campaignComments.revisionId))
    .where(eq(campaignComments.campaignId, campaignId))
    .orderBy(asc(writtenAt), asc(id))
}

/** Marks a comment as dealt with; says whether there was an open one. */
export async function settleCommentRow(
  executor: Executor,
  {
    id,
    campaignId,
    settledBy,
    settledAt,
  }: { id: string; campaignId: string; settledBy: string; settledAt: Temporal.Instant },
): Promise<boolean> {
  const settled = await executor
    .update(campaignComments)
    .set({ settledAt, settledBy })
    .where(
      and(eq(campaignComments.id, id), eq(campaignComments.campaignId, campaignId), isNull(campaignComments.settledAt)),
    )
    .returning({ id: campaignComments.id })
  return settled.length > 0
}
