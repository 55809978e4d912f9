import {
  and,
  asc,
  desc,
  eq,
  exists,
  getTableColumns,
  gt,
  ilike,
  inArray,
  isNotNull,
  isNull,
  like,
  not,
  or,
  sql,
} from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Fact } from '#domain/fact'
import type { Executor } from './database.ts'
import { campaignRevisions, campaigns, factChanges, facts } from './tables.ts'

/** A fact as the ledger keeps it. */
export type KeptFact = typeof facts.$inferSelect
export type FactChange = typeof factChanges.$inferSelect

/** What a search of the ledger looks for; every part narrows. */
export type FactFilter = {
  /** Words of the id, the statement or the publisher. */
  readonly words: string
  /** The letters before the hyphen of an id, which gather facts by subject. */
  readonly subject?: string | undefined
  readonly isRetired: boolean
}

/** Facts that a filter lets through, by id, after one id. */
export function searchFacts(
  executor: Executor,
  { words, subject, isRetired }: FactFilter,
  { limit, after = '' }: { limit: number; after?: string | undefined },
): Promise<KeptFact[]> {
  const pattern = `%${escapeLike(words)}%`
  return executor
    .select()
    .from(facts)
    .where(
      and(
        or(
          ilike(facts.id, pattern),
          sql`${facts.fact}->'statement'->>'en' ilike ${pattern}`,
          sql`${facts.fact}->'statement'->>'ko' ilike ${pattern}`,
          sql`${facts.fact}->>'publisher' ilike ${pattern}`,
        ),
        subject === undefined ? undefined : like(facts.id, `${escapeLike(subject)}-%`),
        isRetired ? isNotNull(facts.retiredAt) : isNull(facts.retiredAt),
        gt(facts.id, after),
      ),
    )
    .orderBy(asc(facts.id))
    .limit(limit)
}

export async function findKeptFact(executor: Executor, id: string): Promise<KeptFact | undefined> {
  const [row] = await executor.select().from(facts).where(eq(facts.id, id))
  return row
}

/**
 * The facts with these ids, by id, so that two changes never wait for each other; unknown ids are left out.
 * @param lock `share` keeps them from being changed until the transaction ends, `update` is for a change
 */
export async function findKeptFacts(
  executor: Executor,
  ids: readonly string[],
  lock?: 'share' | 'update',
): Promise<KeptFact[]> {
  if (ids.length === 0) return []
  const query = executor
    .select()
    .from(facts)
    .where(inArray(facts.id, [...ids]))
    .orderBy(asc(facts.id))
  return lock ? query.for(lock) : query
}

/** What these facts say, in the order of the ids; unknown ids are left out. */
export async function findFacts(executor: Executor, ids: readonly string[]): Promise<Fact[]> {
  const byId = new Map((await findKeptFacts(executor, ids)).map(({ id, fact }) => [id, fact]))
  return ids.map((id) => byId.get(id)).filter((fact) => fact !== undefined)
}

/** Adds a fact; false where its id is taken. */
export async function insertFact(executor: Executor, row: typeof facts.$inferInsert): Promise<boolean> {
  const inserted = await executor.insert(facts).values(row).onConflictDoNothing().returning({ id: facts.id })
  return inserted.length > 0
}

export async function updateFact(
  executor: Executor,
  id: string,
  changes: Partial<Pick<KeptFact, 'fact' | 'editedAt' | 'retiredAt'>>,
): Promise<void> {
  await executor.update(facts).set(changes).where(eq(facts.id, id))
}

export async function insertFactChange(executor: Executor, row: typeof factChanges.$inferInsert): Promise<void> {
  await executor.insert(factChanges).values(row)
}

/** What a fact said before and who changed it, the newest change first. */
export function listFactChanges(executor: Executor, factId: string): Promise<FactChange[]> {
  return executor
    .select()
    .from(factChanges)
    .where(eq(factChanges.factId, factId))
    .orderBy(desc(factChanges.changedAt), desc(factChanges.id))
}

/** The first change of each of these facts after an instant: its `before` is what the fact said then. */
export async function findFirstChangesAfter(
  executor: Executor,
  ids: readonly string[],
  instant: Temporal.Instant,
): Promise<FactChange[]> {
  if (ids.length === 0) return []
  return executor
    .selectDistinctOn([factChanges.factId])
    .from(factChanges)
    .where(and(inArray(factChanges.factId, [...ids]), gt(factChanges.changedAt, instant)))
    .orderBy(asc(factChanges.factId), asc(factChanges.changedAt), asc(factChanges.id))
}

/** Facts as they were at an instant, in the order of the ids: what a letter of that time printed. */
export async function findFactsAt(
  executor: Executor,
  ids: readonly string[],
  instant: Temporal.Instant,
): Promise<Fact[]> {
  const now = new Map((await findKeptFacts(executor, ids)).map(({ id, fact }) => [id, fact]))
  const since = new Map((await findFirstChangesAfter(executor, ids, instant)).map((row) => [row.factId, row.before]))
  return ids.flatMap((id) => since.get(id) ?? now.get(id) ?? [])
}

/** Facts that contradict one, whichever of the two says so, by id. */
export function listConflictingFacts(executor: Executor, { id, conflictsWith }: Fact): Promise<KeptFact[]> {
  return executor
    .select()
    .from(facts)
    .where(
      or(inArray(facts.id, [...conflictsWith]), sql`${facts.fact}->'conflictsWith' @> ${JSON.stringify([id])}::jsonb`),
    )
    .orderBy(asc(facts.id))
}

/** Every campaign whose newest revision cites a fact, in any language, newest first. */
export function listCitingCampaigns(executor: Executor, factId: string): Promise<(typeof campaigns.$inferSelect)[]> {
  const newer = alias(campaignRevisions, 'newer')
  const isOutdated = exists(
    executor
      .select({ one: sql`1` })
      .from(newer)
      .where(and(eq(newer.campaignId, campaignRevisions.campaignId), gt(newer.number, campaignRevisions.number))),
  )
  return executor
    .select(getTableColumns(campaigns))
    .from(campaignRevisions)
    .innerJoin(campaigns, eq(campaigns.id, campaignRevisions.campaignId))
    .where(and(sql`${campaignRevisions.citedFacts} @> ${JSON.stringify([factId])}::jsonb`, not(isOutdated)))
    .orderBy(desc(campaigns.id))
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`)
}
