import { asc, eq, isNull, sql } from 'drizzle-orm'
import type { KeptTopic } from '#domain/topic'
import type { Executor } from './database.ts'
import { prepared } from './prepared.ts'
import { topics } from './tables.ts'

export type Topic = typeof topics.$inferSelect

const inOrder = [asc(topics.position), asc(topics.id)]

const listingTopics = prepared((connection) =>
  connection
    .select()
    .from(topics)
    .where(isNull(topics.retiredAt))
    .orderBy(...inOrder)
    .prepare('list_topics'),
)

/** The topics on offer, in their order. */
export function listTopics(executor: Executor): Promise<Topic[]> {
  return listingTopics(executor).execute()
}

const findingTopics = prepared((connection) =>
  connection
    .select()
    .from(topics)
    .where(sql`${topics.id} = any(${sql.placeholder('ids')})`)
    .orderBy(...inOrder)
    .prepare('find_topics'),
)

/** The topics with these ids, in their order, those among them that are no longer on offer. */
export async function findTopics(executor: Executor, ids: readonly string[]): Promise<Topic[]> {
  if (ids.length === 0) return []
  return findingTopics(executor).execute({ ids: [...ids] })
}

type TopicRow = Omit<typeof topics.$inferInsert, 'position'>

/** Where the next topic stands: after all others. */
const lastPosition = sql<number>`(select coalesce(max(position) + 1, 0) from ${topics})`

/** Adds topics after those that are there; what the organisation has made of the others stays. */
export async function addTopics(executor: Executor, rows: readonly TopicRow[]): Promise<void> {
  for (const row of rows)
    await executor
      .insert(topics)
      .values({ ...row, position: lastPosition })
      .onConflictDoNothing()
}

/** Writes a topic, new or not; a new one stands after the others, and one that is there keeps its place. */
export async function saveTopic(
  executor: Executor,
  { id, name, description, hard, seedHash, editedAt }: TopicRow,
): Promise<void> {
  const set = { name, description, hard, seedHash, editedAt }
  await executor
    .insert(topics)
    .values({ id, ...set, position: lastPosition })
    .onConflictDoUpdate({ target: topics.id, set })
}

/** Every topic in the form of a library entry, in order, retired or not. Who changed one is in the record alone. */
export async function listTopicEntries(executor: Executor) {
  const rows = await executor
    .select()
    .from(topics)
    .orderBy(...inOrder)
  return rows.map(({ id, name, description, hard, seedHash, editedAt, retiredAt }) => {
    const entry: KeptTopic = { name, description, hard }
    return { id, entry, seedHash, editedAt, editedBy: null, retiredAt }
  })
}

/** Offers a topic no longer, or again; says whether there is such a topic. */
export async function setTopicRetired(
  executor: Executor,
  id: string,
  retiredAt: Temporal.Instant | null,
): Promise<boolean> {
  const first = retiredAt && sql`coalesce(${topics.retiredAt}, ${sql.param(retiredAt, topics.retiredAt)})`
  const changed = await executor
    .update(topics)
    .set({ retiredAt: first })
    .where(eq(topics.id, id))
    .returning({ id: topics.id })
  return changed.length > 0
}

/** Puts topics in an order: `ids` names all of them. */
export async function placeTopics(executor: Executor, ids: readonly string[]): Promise<void> {
  await executor.execute(sql`
    update ${topics} set position = place.at - 1
    from unnest(${sql.param([...ids])}::text[]) with ordinality as place(id, at) where ${topics.id} = place.id`)
}

/** Letters whose audience is chosen by a topic. */
export type TopicLetters = { readonly letters: number; readonly unsent: number }

/** How many letters are for the readers of each topic by their latest revision, and how many of them have not left. */
export async function countLettersByTopic(executor: Executor): Promise<Map<string, TopicLetters>> {
  const { rows } = await executor.execute<TopicLetters & { topic: string }>(sql`
    select topic, count(*)::int as letters,
      (count(*) filter (where campaigns.released_at is null and campaigns.cancelled_at is null))::int as unsent
    from (
      select distinct on (campaign_id) campaign_id, audience from campaign_revisions order by campaign_id, number desc
    ) latest
    join campaigns on campaigns.id = latest.campaign_id
    cross join jsonb_array_elements_text(latest.audience->'topics') as topic
    group by topic`)
  return new Map(rows.map(({ topic, letters, unsent }) => [topic, { letters, unsent }]))
}
