import { asc, inArray, isNull, sql } from 'drizzle-orm'
import type { Fact } from '#domain/fact'
import type { Executor } from './database.ts'
import { prepared } from './prepared.ts'
import { facts, topics } from './tables.ts'

export type Topic = typeof topics.$inferSelect

const listingTopics = prepared((connection) =>
  connection.select().from(topics).where(isNull(topics.retiredAt)).orderBy(asc(topics.position)).prepare('list_topics'),
)

/** The topics on offer, in their order. */
export function listTopics(executor: Executor): Promise<Topic[]> {
  return listingTopics(executor).execute()
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

const findingTopics = prepared((connection) =>
  connection
    .select()
    .from(topics)
    .where(sql`${topics.id} = any(${sql.placeholder('ids')})`)
    .orderBy(asc(topics.position))
    .prepare('find_topics'),
)

/** The topics with these ids, in their order, those among them that are no longer on offer. */
export async function findTopics(executor: Executor, ids: readonly string[]): Promise<Topic[]> {
  if (ids.length === 0) return []
  return findingTopics(executor).execute({ ids: [...ids] })
}
