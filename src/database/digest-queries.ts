import { and, asc, eq, gte, inArray, isNull, lt, lte, ne, not, sql } from 'drizzle-orm'
import type { AudienceRule } from '#domain/audience'
import type { LetterContents } from '#domain/letter'
import type { Occasion } from '#domain/reading-wish'
import { audienceCondition, hasReceived, heldBackBy, isSuppressed } from './audience-queries.ts'
import type { Executor } from './database.ts'
import { isShownRow } from './letter-queries.ts'
import { campaignApprovals, campaignRevisions, campaigns, digests, subscribers } from './tables.ts'

export type Digest = typeof digests.$inferSelect

/** A letter that readers of digests may have missed. */
export type MissableLetter = {
  readonly id: string
  readonly rule: AudienceRule
  readonly releasedAt: Temporal.Instant
}

const zoneOr = (fallback: string) => sql<string>`coalesce(${subscribers.timeZone}, ${fallback}::text)`

const readsDigests = and(isNull(subscribers.endedAt), eq(subscribers.cadence, 'digest'))

/** The time zones of readers of digests; those without one count for `fallback`. */
export async function listDigestZones(executor: Executor, fallback: string): Promise<string[]> {
  const rows = await executor
    .selectDistinct({ zone: zoneOr(fallback) })
    .from(subscribers)
    .where(readsDigests)
  return rows.map(({ zone }) => zone)
}

/** The letters that began to leave in a stretch of time and can be seen, oldest first; of corrections, none. */
export async function listMissableLetters(
  executor: Executor,
  { from, before }: { from: Temporal.Instant; before: Temporal.Instant },
): Promise<MissableLetter[]> {
  const rows = await executor
    .select({ id: campaigns.id, rule: campaignRevisions.audience, releasedAt: campaigns.releasedAt })
    .from(campaigns)
    .innerJoin(campaignApprovals, eq(campaigns.approvalId, campaignApprovals.id))
    .innerJoin(campaignRevisions, eq(campaignApprovals.revisionId, campaignRevisions.id))
    .where(
      and(
        isShownRow,
        ne(campaigns.kind, 'correction'),
        gte(campaigns.releasedAt, from),
        lt(campaigns.releasedAt, before),
      ),
    )
    .orderBy(asc(campaigns.releasedAt), asc(campaigns.id))
  return rows.flatMap(({ id, rule, releasedAt }) => (releasedAt ? [{ id, rule, releasedAt }] : []))
}

/** The next readers of a zone for whom nothing is decided of a month's digest yet, and who want mail now. */
export async function listDigestReaders(
  executor: Executor,
  {
    zone,
    fallbackZone,
    month,
    occasion,
    limit,
  }: { zone: string; fallbackZone: string; month: string; occasion: Occasion; limit: number },
): Promise<string[]> {
  const isDecided = executor
    .select({ one: sql`1` })
    .from(digests)
    .where(and(eq(digests.subscriberId, subscribers.id), eq(digests.month, month)))
  const rows = await executor
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(
      and(
        readsDigests,
        sql`${zoneOr(fallbackZone)} = ${zone}`,
        not(isSuppressed(executor)),
        sql`${heldBackBy(occasion)} is null`,
        sql`not exists (${isDecided})`,
      ),
    )
    .orderBy(subscribers.id)
    .limit(limit)
  return rows.map(({ id }) => id)
}

/** Who of these readers was on the list when a letter left, is whom it was for, and did not get it. */
export async function listWhoMissed(
  executor: Executor,
  { id, rule, releasedAt }: MissableLetter,
  readerIds: readonly string[],
): Promise<string[]> {
  const rows = await executor
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(
      and(
        inArray(subscribers.id, [...readerIds]),
        lte(subscribers.confirmedAt, releasedAt),
        audienceCondition(executor, rule),
        not(hasReceived(executor, id)),
      ),
    )
  return rows.map((row) => row.id)
}

/** Writes what was decided of digests, each once; says which were not written before. */
export async function insertDigests(
  executor: Executor,
  rows: readonly (typeof digests.$inferInsert)[],
): Promise<Digest[]> {
  if (rows.length === 0) return []
  return executor
    .insert(digests)
    .values([...rows])
    .onConflictDoNothing()
    .returning()
}

export async function findDigest(executor: Executor, id: string): Promise<Digest | undefined> {
  const [row] = await executor.select().from(digests).where(eq(digests.id, id))
  return row
}

/** What a digest prints of its letters, as far as they can be seen, oldest first. */
export async function readDigestLetters(
  executor: Executor,
  campaignIds: readonly string[],
): Promise<{ slug: string; releasedAt: Temporal.Instant | null; contents: LetterContents }[]> {
  return executor
    .select({ slug: campaigns.slug, releasedAt: campaigns.releasedAt, contents: campaignRevisions.contents })
    .from(campaigns)
    .innerJoin(campaignApprovals, eq(campaigns.approvalId, campaignApprovals.id))
    .innerJoin(campaignRevisions, eq(campaignApprovals.revisionId, campaignRevisions.id))
    .where(and(inArray(campaigns.id, [...campaignIds]), isShownRow))
    .orderBy(asc(campaigns.releasedAt), asc(campaigns.id))
}
