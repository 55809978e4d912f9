import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { hasBegunToLeave } from './batch-queries.ts'
import type { Executor } from './database.ts'
import { isShownRow } from './letter-queries.ts'
import { campaigns, letterManifests } from './tables.ts'

export type ManifestRow = typeof letterManifests.$inferSelect

/** Ids of the campaigns that have begun to leave and are not vouched for yet, oldest first. */
export async function listUnsignedCampaignIds(executor: Executor, limit: number): Promise<string[]> {
  const rows = await executor
    .select({ id: campaigns.id })
    .from(campaigns)
    .leftJoin(letterManifests, eq(letterManifests.campaignId, campaigns.id))
    .where(and(isNotNull(campaigns.releasedAt), isNull(letterManifests.campaignId), hasBegunToLeave(executor)))
    .orderBy(campaigns.releasedAt)
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Keeps a manifest, unless the campaign has one. */
export async function insertManifest(executor: Executor, manifest: ManifestRow): Promise<void> {
  await executor.insert(letterManifests).values(manifest).onConflictDoNothing()
}

/** The manifest of the letter with a code, and the campaign that it belongs to. */
export async function findManifest(executor: Executor, code: string): Promise<ManifestRow | undefined> {
  const [row] = await executor
    .select({ manifest: letterManifests })
    .from(letterManifests)
    .innerJoin(campaigns, eq(campaigns.id, letterManifests.campaignId))
    .where(eq(campaigns.code, code))
  return row?.manifest
}

/** The letters that are vouched for and can be seen by everybody, newest first. */
export function listShownManifests(executor: Executor): Promise<{ code: string; sentAt: Temporal.Instant | null }[]> {
  return executor
    .select({ code: campaigns.code, sentAt: campaigns.releasedAt })
    .from(letterManifests)
    .innerJoin(campaigns, eq(campaigns.id, letterManifests.campaignId))
    .where(isShownRow)
    .orderBy(desc(campaigns.releasedAt))
}
