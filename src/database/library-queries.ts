import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { readLibraryEntry, type LibraryEntry, type LibraryKind, type ManifoldKind } from '#domain/library-entry'
import { keptTopicSchema } from '#domain/topic'
import type { Executor } from './database.ts'
import { calendarKept, libraryEntries } from './tables.ts'
import { listTopicEntries, saveTopic, setTopicRetired } from './topic-queries.ts'

type Row = typeof libraryEntries.$inferSelect

/** An entry as the organisation has it, with where it comes from and who changed it. */
export type KeptEntry<Kind extends LibraryKind = LibraryKind> = Omit<Row, 'kind' | 'entry'> & {
  readonly kind: Kind
  readonly entry: LibraryEntry<Kind>
}

/** Lets only one transaction at a time change the library, so that what is checked together stays together. */
export async function lockLibrary(executor: Executor): Promise<void> {
  await executor.execute(sql`select pg_advisory_xact_lock(hashtext('library_entries'))`)
}

/** The entries of a kind, by id, and topics in their order; what is retired only where it is asked for. */
export async function listEntries<Kind extends LibraryKind>(
  executor: Executor,
  kind: Kind,
  { withRetired = false }: { withRetired?: boolean } = {},
): Promise<KeptEntry<Kind>[]> {
  if (kind === 'topic') {
    const rows = await listTopicEntries(executor)
    return rows.filter(({ retiredAt }) => withRetired || retiredAt === null).map((row) => readRow(kind, row))
  }
  const rows = await executor
    .select()
    .from(libraryEntries)
    .where(and(eq(libraryEntries.kind, kind), withRetired ? undefined : isNull(libraryEntries.retiredAt)))
    .orderBy(asc(libraryEntries.id))
  return rows.map((row) => readRow(kind, row))
}

/** An entry, retired or not; undefined where there is none. */
export async function findEntry<Kind extends LibraryKind>(
  executor: Executor,
  kind: Kind,
  id: string,
): Promise<KeptEntry<Kind> | undefined> {
  if (kind === 'topic')
    return (await listEntries(executor, kind, { withRetired: true })).find((topic) => topic.id === id)
  const [row] = await executor
    .select()
    .from(libraryEntries)
    .where(and(eq(libraryEntries.kind, kind), eq(libraryEntries.id, id)))
  return row && readRow(kind, row)
}

/**
 * The one entry of a kind of which there is one.
 * @throws Error for a database that was never prepared
 */
export async function readSingleEntry<Kind extends 'cause' | 'cautions' | 'purpose-words'>(
  executor: Executor,
  kind: Kind,
): Promise<LibraryEntry<Kind>> {
  const found = await findEntry(executor, kind, kind)
  if (!found) throw new Error(`The library has no ${kind}: the database was never prepared.`)
  return found.entry
}

/** Adds entries that are not there yet; what the organisation has made of the others stays. */
export async function addEntries(
  executor: Executor,
  entries: readonly { kind: LibraryKind; id: string; entry: unknown; seedHash: string }[],
): Promise<void> {
  if (entries.length > 0)
    await executor
      .insert(libraryEntries)
      .values([...entries])
      .onConflictDoNothing()
}

/** Writes an entry, new or not, as it is to be from now on. */
export async function saveEntry(executor: Executor, row: typeof libraryEntries.$inferInsert): Promise<void> {
  if (row.kind === 'topic') return saveTopic(executor, { ...row, ...keptTopicSchema.parse(row.entry) })
  await executor
    .insert(libraryEntries)
    .values(row)
    .onConflictDoUpdate({ target: [libraryEntries.kind, libraryEntries.id], set: row })
}

/** Offers an entry no longer, or again; says whether there is such an entry. */
export async function setEntryRetired(
  executor: Executor,
  { kind, id, retiredAt }: { kind: ManifoldKind; id: string; retiredAt: Temporal.Instant | null },
): Promise<boolean> {
  if (kind === 'topic') return setTopicRetired(executor, id, retiredAt)
  const first =
    retiredAt && sql`coalesce(${libraryEntries.retiredAt}, ${sql.param(retiredAt, libraryEntries.retiredAt)})`
  const changed = await executor
    .update(libraryEntries)
    .set({ retiredAt: first })
    .where(and(eq(libraryEntries.kind, kind), eq(libraryEntries.id, id)))
    .returning({ id: libraryEntries.id })
  return changed.length > 0
}

/** Notes that the calendar is kept from today on, in UTC, unless it is kept already. */
export async function beginCalendar(executor: Executor): Promise<void> {
  await executor
    .insert(calendarKept)
    .values({ since: sql`current_date` })
    .onConflictDoNothing()
}

function readRow<Kind extends LibraryKind>(kind: Kind, row: Omit<Row, 'kind'>): KeptEntry<Kind> {
  return { ...row, kind, entry: readLibraryEntry(kind, row.entry) }
}
