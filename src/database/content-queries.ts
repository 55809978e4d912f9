import { asc, ilike, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Fact } from '#domain/fact'
import type { Executor } from './database.ts'
import { facts, topics } from './tables.ts'

export type Topic = typeof topics.$inferSelect

/** The topics on offer, in their order. */
export function listTopics(executor: Executor): Promise<Topic[]> {
  return executor.select().from(topics).where(isNull(topics.retiredAt)).orderBy(asc(topics.position))
}

/** Adds topics that are not there yet; what the organisation has made of the others stays. */
export async function addTopics(executor: Executor, rows: readonly (typeof topics.$inferInsert)[]): Promise<void> {
  if (rows.length > 0)
    await executor
      .insert(topics)
      .values([...rows])
      .onConflictDoNothing()
}

/** Adds facts that are not in the ledger yet. */
export async function addFacts(executor: Executor, ledger: readonly Fact[]): Promise<void> {
  if (ledger.length > 0)
    await executor
      .insert(facts)
      .values(ledger.map((fact) => ({ id: fact.id, fact })))
      .onConflictDoNothing()
}

/** The facts with these ids, in the order of the ids; unknown ids are left out. */
export async function findFacts(executor: Executor, ids: readonly string[]): Promise<Fact[]> {
  if (ids.length === 0) return []
  const rows = await executor
    .select()
    .from(facts)
    .where(inArray(facts.id, [...ids]))
  const byId = new Map(rows.map(({ id, fact }) => [id, fact]))
  return ids.map((id) => byId.get(id)).filter((fact) => fact !== undefined)
}

/** Facts whose id, statement or publisher holds the words, by id. */
export async function searchFacts(
  executor: Executor,
  words: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<Fact[]> {
  const pattern = `%${words.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
  const rows = await executor
    .select({ fact: facts.fact })
    .from(facts)
    .where(
      sql`${or(
        ilike(facts.id, pattern),
        sql`${facts.fact}->'statement'->>'en' ilike ${pattern}`,
        sql`${facts.fact}->'statement'->>'ko' ilike ${pattern}`,
        sql`${facts.fact}->>'publisher' ilike ${pattern}`,
      )} and ${facts.id} > ${after ?? ''}`,
    )
    .orderBy(asc(facts.id))
    .limit(limit)
  return rows.map(({ fact }) => fact)
}

/** Whether a topic exists and is on offer. */
export async function findTopics(executor: Executor, ids: readonly string[]): Promise<Topic[]> {
  if (ids.length === 0) return []
  return executor
    .select()
    .from(topics)
    .where(inArray(topics.id, [...ids]))
    .orderBy(asc(topics.position))
}
