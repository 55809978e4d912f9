import { and, eq } from 'drizzle-orm'
import { factSchema } from '#domain/fact'
import type { HashedSeedEntry, SyncedEntry } from '#domain/library-sync'
import { keptTopicSchema, type KeptTopic } from '#domain/topic'
import type { Executor } from './database.ts'
import { addEntries } from './library-queries.ts'
import { facts, libraryEntries, topics } from './tables.ts'
import { addTopics } from './topic-queries.ts'

/** What an organisation has of its library, in whichever table, retired or not. */
export async function listSyncedEntries(
  executor: Executor,
): Promise<(SyncedEntry & { readonly isRetired: boolean })[]> {
  const topicRows = await executor.select().from(topics).orderBy(topics.position, topics.id)
  const factRows = await executor.select().from(facts).orderBy(facts.id)
  const entryRows = await executor.select().from(libraryEntries).orderBy(libraryEntries.kind, libraryEntries.id)
  return [
    ...topicRows.map(({ name, description, hard, ...row }) => ({
      kind: 'topic' as const,
      entry: { name, description, hard } satisfies KeptTopic,
      ...standingOf(row),
    })),
    ...factRows.map(({ fact, ...row }) => ({ kind: 'fact' as const, entry: fact, ...standingOf(row) })),
    ...entryRows.map(({ kind, entry, ...row }) => ({ kind, entry, ...standingOf(row) })),
  ]
}

/** Adds what is not there yet; what the organisation has made of the rest stays. */
export async function addSeedEntries(executor: Executor, seed: readonly HashedSeedEntry[]): Promise<void> {
  await addTopics(executor, seed.filter(({ kind }) => kind === 'topic').map(topicRow))
  const factRows = seed.filter(({ kind }) => kind === 'fact').map(factRow)
  if (factRows.length > 0) await executor.insert(facts).values(factRows).onConflictDoNothing()
  await addEntries(
    executor,
    seed.flatMap(({ kind, id, entry, hash }) =>
      kind === 'topic' || kind === 'fact' ? [] : [{ kind, id, entry, seedHash: hash }],
    ),
  )
}

/**
 * Gives an entry that is there what the seed library says; a topic keeps its place. The library has to be locked, so that
 * nobody edits it meanwhile.
 */
export async function takeSeedEntry(executor: Executor, seed: HashedSeedEntry): Promise<void> {
  const { kind, id, entry, hash: seedHash } = seed
  if (kind === 'topic') await executor.update(topics).set(topicRow(seed)).where(eq(topics.id, id))
  else if (kind === 'fact') await executor.update(facts).set(factRow(seed)).where(eq(facts.id, id))
  else
    await executor
      .update(libraryEntries)
      .set({ entry, seedHash })
      .where(and(eq(libraryEntries.kind, kind), eq(libraryEntries.id, id)))
}

type Standing = {
  id: string
  seedHash: string | null
  editedAt: Temporal.Instant | null
  retiredAt: Temporal.Instant | null
}

function standingOf({ id, seedHash, editedAt, retiredAt }: Standing) {
  return { id, seedHash, isEdited: editedAt !== null, isRetired: retiredAt !== null }
}

function topicRow({ id, entry, hash }: HashedSeedEntry) {
  return { id, ...keptTopicSchema.parse(entry), seedHash: hash }
}

function factRow({ id, entry, hash }: HashedSeedEntry): typeof facts.$inferInsert {
  return { id, fact: factSchema.parse(entry), seedHash: hash }
}
