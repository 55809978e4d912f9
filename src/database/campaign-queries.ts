import { and, desc, eq, inArray, isNotNull, isNull, lte } from 'drizzle-orm'
import type { CompiledLetter } from '#domain/mail-template'
import type { Executor } from './database.ts'
import { approvedLetters, campaignApprovals, campaignReleases, campaignRevisions, campaigns } from './tables.ts'

export type Campaign = typeof campaigns.$inferSelect
export type CampaignRevision = typeof campaignRevisions.$inferSelect
export type CampaignApproval = typeof campaignApprovals.$inferSelect
export type CampaignRelease = typeof campaignReleases.$inferSelect

/** Says whether the campaign was added; false where its slug is taken. */
export async function insertCampaign(executor: Executor, campaign: typeof campaigns.$inferInsert): Promise<boolean> {
  const inserted = await executor
    .insert(campaigns)
    .values(campaign)
    .onConflictDoNothing({ target: campaigns.slug })
    .returning({ id: campaigns.id })
  return inserted.length > 0
}

export async function findCampaign(executor: Executor, id: string): Promise<Campaign | undefined> {
  const [row] = await executor.select().from(campaigns).where(eq(campaigns.id, id))
  return row
}

/** Those of these campaigns that there are, in no order. */
export async function findCampaigns(executor: Executor, ids: readonly string[]): Promise<Campaign[]> {
  if (ids.length === 0) return []
  return executor
    .select()
    .from(campaigns)
    .where(inArray(campaigns.id, [...ids]))
}

/**
 * Reads a campaign and keeps every other transaction from changing it until this one ends. Whoever locks batches too
 * locks the campaign first. Rows that refer to the campaign may be added meanwhile.
 */
export async function lockCampaign(executor: Executor, id: string): Promise<Campaign | undefined> {
  const [row] = await executor.select().from(campaigns).where(eq(campaigns.id, id)).for('no key update')
  return row
}

export async function updateCampaign(
  executor: Executor,
  id: string,
  changes: Partial<typeof campaigns.$inferInsert>,
): Promise<void> {
  await executor.update(campaigns).set(changes).where(eq(campaigns.id, id))
}

/** Ids of submitted campaigns whose first mail is due and which are not over. */
export async function findDueCampaignIds(executor: Executor, now: Temporal.Instant): Promise<string[]> {
  const rows = await executor
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(
      and(
        isNotNull(campaigns.submittedAt),
        isNull(campaigns.cancelledAt),
        isNull(campaigns.finishedAt),
        lte(campaigns.firstDueAt, now),
      ),
    )
    .orderBy(campaigns.firstDueAt)
  return rows.map(({ id }) => id)
}

export async function insertRevision(
  executor: Executor,
  revision: typeof campaignRevisions.$inferInsert,
): Promise<void> {
  await executor.insert(campaignRevisions).values(revision)
}

export async function findLatestRevision(
  executor: Executor,
  campaignId: string,
): Promise<CampaignRevision | undefined> {
  const [row] = await executor
    .select()
    .from(campaignRevisions)
    .where(eq(campaignRevisions.campaignId, campaignId))
    .orderBy(desc(campaignRevisions.number))
    .limit(1)
  return row
}

/** The newest revision of each of these campaigns. */
export function findLatestRevisions(executor: Executor, campaignIds: readonly string[]): Promise<CampaignRevision[]> {
  return executor
    .selectDistinctOn([campaignRevisions.campaignId])
    .from(campaignRevisions)
    .where(inArray(campaignRevisions.campaignId, [...campaignIds]))
    .orderBy(campaignRevisions.campaignId, desc(campaignRevisions.number))
}

export async function findRevision(executor: Executor, id: string): Promise<CampaignRevision | undefined> {
  const [row] = await executor.select().from(campaignRevisions).where(eq(campaignRevisions.id, id))
  return row
}

/** Everyone who wrote a revision of the campaign; what planning wrote was nobody's. */
export async function listRevisionAuthors(executor: Executor, campaignId: string): Promise<string[]> {
  const rows = await executor
    .selectDistinct({ authorId: campaignRevisions.authorId })
    .from(campaignRevisions)
    .where(eq(campaignRevisions.campaignId, campaignId))
  return rows.map(({ authorId }) => authorId).filter((authorId) => authorId !== null)
}

export async function insertApproval(
  executor: Executor,
  approval: typeof campaignApprovals.$inferInsert,
  letters: readonly CompiledLetter[],
): Promise<void> {
  await executor.insert(campaignApprovals).values(approval)
  await executor
    .insert(approvedLetters)
    .values(letters.map((letter) => ({ approvalId: approval.id, locale: letter.locale, letter })))
}

/** The approval of a campaign for exactly what a hash stands for. */
export async function findApproval(
  executor: Executor,
  campaignId: string,
  boundHash: string,
): Promise<CampaignApproval | undefined> {
  const [row] = await executor
    .select()
    .from(campaignApprovals)
    .where(and(eq(campaignApprovals.campaignId, campaignId), eq(campaignApprovals.boundHash, boundHash)))
  return row
}

export async function findApprovalById(executor: Executor, id: string): Promise<CampaignApproval | undefined> {
  const [row] = await executor.select().from(campaignApprovals).where(eq(campaignApprovals.id, id))
  return row
}

/** Every hash that was ever approved for these campaigns. */
export async function listApprovedHashes(executor: Executor, campaignIds: readonly string[]): Promise<Set<string>> {
  if (campaignIds.length === 0) return new Set()
  const rows = await executor
    .select({ boundHash: campaignApprovals.boundHash })
    .from(campaignApprovals)
    .where(inArray(campaignApprovals.campaignId, [...campaignIds]))
  return new Set(rows.map(({ boundHash }) => boundHash))
}

/** Adds a release for a time zone; undefined where there is one already. */
export async function insertRelease(
  executor: Executor,
  release: typeof campaignReleases.$inferInsert,
): Promise<CampaignRelease | undefined> {
  const [row] = await executor.insert(campaignReleases).values(release).onConflictDoNothing().returning()
  return row
}

export async function findRelease(executor: Executor, id: string): Promise<CampaignRelease | undefined> {
  const [row] = await executor.select().from(campaignReleases).where(eq(campaignReleases.id, id))
  return row
}

export async function lockRelease(executor: Executor, id: string): Promise<CampaignRelease | undefined> {
  const [row] = await executor.select().from(campaignReleases).where(eq(campaignReleases.id, id)).for('update')
  return row
}

export async function updateRelease(
  executor: Executor,
  id: string,
  changes: Pick<CampaignRelease, 'walkedTo' | 'expandedAt'>,
): Promise<void> {
  await executor.update(campaignReleases).set(changes).where(eq(campaignReleases.id, id))
}

export function listReleases(executor: Executor, campaignId: string): Promise<CampaignRelease[]> {
  return executor
    .select()
    .from(campaignReleases)
    .where(eq(campaignReleases.campaignId, campaignId))
    .orderBy(campaignReleases.dueAt)
}

/** Ids of the campaigns that have begun to leave and are not over. */
export async function listUnfinishedReleasedIds(executor: Executor): Promise<string[]> {
  const rows = await executor
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(and(isNotNull(campaigns.releasedAt), isNull(campaigns.finishedAt), isNull(campaigns.cancelledAt)))
  return rows.map(({ id }) => id)
}

/** Holds a campaign for a person, unless it is held already or over; says whether it did. */
export async function holdCampaignRow(
  executor: Executor,
  id: string,
  holdReason: NonNullable<Campaign['holdReason']>,
  now: Temporal.Instant,
): Promise<boolean> {
  const held = await executor
    .update(campaigns)
    .set({ heldAt: now, holdReason })
    .where(
      and(eq(campaigns.id, id), isNull(campaigns.heldAt), isNull(campaigns.finishedAt), isNull(campaigns.cancelledAt)),
    )
    .returning({ id: campaigns.id })
  return held.length > 0
}
