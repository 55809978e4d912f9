import { and, arrayContains, asc, desc, eq, gte, inArray, isNotNull, isNull, lt, not, sql, type SQL } from 'drizzle-orm'
import type { LetterContents } from '#domain/letter'
import { gramsSought, isFound, type LetterQuery } from '#domain/letter-search'
import type { Locale } from '#domain/locale'
import { hasBegunToLeave } from './batch-queries.ts'
import type { Campaign, CampaignApproval } from './campaign-queries.ts'
import type { Executor } from './database.ts'
import { archivedLetters, campaignApprovals, campaignRevisions, campaigns, letterNotes, topics } from './tables.ts'

export type SentLetter = {
  readonly campaign: Campaign
  readonly contents: LetterContents
  readonly topics: readonly string[]
  readonly approval: CampaignApproval
}

/** `isShown` of the domain, in SQL: every query that shows letters to the public asks it. */
export const isShownRow = and(
  isNotNull(campaigns.releasedAt),
  isNull(campaigns.withheldAt),
  isNull(campaigns.takenDownAt),
)

/** Keeps a released letter out of the archive, if no copy of it has left; says whether it did now. */
export async function withholdUnsentLetter(
  executor: Executor,
  campaignId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const withheld = await executor
    .update(campaigns)
    .set({ withheldAt: now })
    .where(and(eq(campaigns.id, campaignId), isShownRow, not(hasBegunToLeave(executor))))
    .returning({ id: campaigns.id })
  return withheld.length > 0
}

const sentLetterColumns = {
  campaign: campaigns,
  contents: campaignRevisions.contents,
  topics: sql<string[]>`array(select jsonb_array_elements_text(${campaignRevisions.audience}->'topics'))`,
  approval: campaignApprovals,
}

function selectSentLetters(executor: Executor) {
  return executor
    .select(sentLetterColumns)
    .from(campaigns)
    .innerJoin(campaignApprovals, eq(campaigns.approvalId, campaignApprovals.id))
    .innerJoin(campaignRevisions, eq(campaignApprovals.revisionId, campaignRevisions.id))
}

/** A released letter, shown or not, by its id, by the end of its URL or by the code printed in it. */
export async function findSentLetter(
  executor: Executor,
  by: { id: string } | { slug: string } | { code: string },
): Promise<SentLetter | undefined> {
  const isIt =
    'id' in by ? eq(campaigns.id, by.id) : 'slug' in by ? eq(campaigns.slug, by.slug) : eq(campaigns.code, by.code)
  const [row] = await selectSentLetters(executor).where(and(isIt, isNotNull(campaigns.releasedAt)))
  return row
}

/** The corrections of a letter that can be seen, oldest first. */
export function listShownCorrections(executor: Executor, correctedId: string): Promise<SentLetter[]> {
  return selectSentLetters(executor)
    .where(and(eq(campaigns.corrects, correctedId), isShownRow))
    .orderBy(campaigns.releasedAt)
}

/** Every campaign that was begun to put a letter right, drafts too, oldest first. */
export function listCorrections(executor: Executor, correctedId: string): Promise<Campaign[]> {
  return executor.select().from(campaigns).where(eq(campaigns.corrects, correctedId)).orderBy(asc(campaigns.id))
}

/** Up to `limit` released letters that the archive does not hold yet, oldest first. */
export function listUnarchivedLetters(executor: Executor, limit: number): Promise<SentLetter[]> {
  return selectSentLetters(executor)
    .where(
      and(
        isNotNull(campaigns.releasedAt),
        sql`not exists (select from ${archivedLetters} where ${archivedLetters.campaignId} = ${campaigns.id})`,
      ),
    )
    .orderBy(campaigns.releasedAt)
    .limit(limit)
}

/** Puts a letter into the archive, once. */
export async function insertArchivedLetters(
  executor: Executor,
  rows: readonly (typeof archivedLetters.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await executor
      .insert(archivedLetters)
      .values([...rows])
      .onConflictDoNothing()
}

/** Which letters of the archive are asked for; what is left out asks for all. */
export type ArchiveFilter = {
  readonly query?: LetterQuery | undefined
  readonly topic?: string | undefined
  readonly locale?: Locale | undefined
  readonly released?: { readonly from: Temporal.Instant; readonly before: Temporal.Instant } | undefined
  /** Continues a list after the letter with this slug; after an unknown one comes nothing. */
  readonly after?: string | undefined
}

/** A letter in one language, as the archive lists it. */
export type ArchivedLetter = Omit<typeof archivedLetters.$inferSelect, 'grams'>

/** A letter of the archive, with every language that it has. */
export type ArchiveEntry = { readonly slug: string; readonly letters: readonly ArchivedLetter[] }

/** The letters that can be seen and that a filter asks for, newest first. */
export async function listArchivedLetters(
  executor: Executor,
  filter: ArchiveFilter,
  limit: number,
): Promise<ArchiveEntry[]> {
  const { query } = filter
  const entries: ArchiveEntry[] = []
  // The index finds a few that are none, so the words themselves are looked at, of no more letters than are needed.
  for (let { after } = filter, size = limit; ; size *= 2) {
    const candidates = await listCandidates(executor, { ...filter, after }, size)
    const found = query
      ? candidates.filter(({ letters }) => letters.some((letter) => isFound(letter.words, query)))
      : candidates
    entries.push(...found)
    if (entries.length >= limit || candidates.length < size) return entries.slice(0, limit)
    after = candidates.at(-1)?.slug
  }
}

// Without the runs of characters, which are many and of use to the index alone.
const { campaignId, locale, releasedAt, title, preheader, body, words } = archivedLetters
const listedColumns = { campaignId, locale, releasedAt, topics: archivedLetters.topics, title, preheader, body, words }

async function listCandidates(executor: Executor, filter: ArchiveFilter, limit: number): Promise<ArchiveEntry[]> {
  const places = await executor
    .selectDistinct({ releasedAt: archivedLetters.releasedAt, id: archivedLetters.campaignId, slug: campaigns.slug })
    .from(archivedLetters)
    .innerJoin(campaigns, eq(campaigns.id, archivedLetters.campaignId))
    .where(and(isShownRow, ...conditionsOf(filter)))
    .orderBy(desc(archivedLetters.releasedAt), desc(archivedLetters.campaignId), campaigns.slug)
    .limit(limit)
  if (places.length === 0) return []
  const ids = places.map(({ id }) => id)
  const rows = await executor
    .select(listedColumns)
    .from(archivedLetters)
    .where(inArray(archivedLetters.campaignId, ids))
  const byId = Map.groupBy(rows, (row) => row.campaignId)
  return places.map(({ id, slug }) => ({ slug, letters: byId.get(id) ?? [] }))
}

function conditionsOf({ query, topic, locale: wanted, released, after }: ArchiveFilter): (SQL | undefined)[] {
  return [
    topic === undefined ? undefined : arrayContains(archivedLetters.topics, [topic]),
    wanted === undefined ? undefined : eq(locale, wanted),
    released && and(gte(releasedAt, released.from), lt(releasedAt, released.before)),
    query && arrayContains(archivedLetters.grams, gramsSought(query)),
    after === undefined
      ? undefined
      : // One that is withheld is continued after no more than one that there is not, or its day could be told.
        sql`(${releasedAt}, ${campaignId}) <
          (select released_at, id from campaigns where slug = ${after} and withheld_at is null)`,
  ]
}

/** Between which instants the letters left that can be seen; null where there is none. */
export async function findArchiveSpan(
  executor: Executor,
): Promise<{ oldest: Temporal.Instant; newest: Temporal.Instant } | null> {
  const first = (order: SQL) =>
    executor
      .select({ releasedAt: archivedLetters.releasedAt })
      .from(archivedLetters)
      .innerJoin(campaigns, eq(campaigns.id, archivedLetters.campaignId))
      .where(isShownRow)
      .orderBy(order)
      .limit(1)
  const [oldest] = await first(asc(archivedLetters.releasedAt))
  const [newest] = await first(desc(archivedLetters.releasedAt))
  return oldest && newest ? { oldest: oldest.releasedAt, newest: newest.releasedAt } : null
}

/** The topics of which letters can be seen, in their order, those among them that are no longer on offer. */
export function listArchivedTopics(executor: Executor): Promise<(typeof topics.$inferSelect)[]> {
  return executor
    .select()
    .from(topics)
    .where(
      sql`exists (select from ${archivedLetters} join ${campaigns} on ${campaigns.id} = ${archivedLetters.campaignId}
          where ${archivedLetters.topics} @> array[${topics.id}] and ${isShownRow})`,
    )
    .orderBy(asc(topics.position), asc(topics.id))
}

/** The address of every letter that can be seen, and its languages, newest first. */
export function listShownSlugs(executor: Executor, limit: number): Promise<{ slug: string; locales: Locale[] }[]> {
  return executor
    .select({ slug: campaigns.slug, locales: sql<Locale[]>`array_agg(${archivedLetters.locale})` })
    .from(campaigns)
    .innerJoin(archivedLetters, eq(archivedLetters.campaignId, campaigns.id))
    .where(isShownRow)
    .groupBy(campaigns.id)
    .orderBy(desc(campaigns.releasedAt))
    .limit(limit)
}

export async function insertLetterNote(executor: Executor, note: typeof letterNotes.$inferInsert): Promise<void> {
  await executor.insert(letterNotes).values(note)
}

/** What staff added below a letter, oldest first. */
export function listLetterNotes(executor: Executor, letterId: string): Promise<(typeof letterNotes.$inferSelect)[]> {
  return executor
    .select()
    .from(letterNotes)
    .where(eq(letterNotes.campaignId, letterId))
    .orderBy(asc(letterNotes.notedAt), asc(letterNotes.id))
}
