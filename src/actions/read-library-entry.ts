import { findEntry, listEntries, type KeptEntry } from '#database/library-queries'
import { libraryKinds, type LibraryKind } from '#domain/library-entry'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** An entry, and the version that a change has to be based on. */
export type ReadEntry<Kind extends LibraryKind = LibraryKind> = KeptEntry<Kind> & { readonly version: string }

/** The entries of one kind or of all, retired ones included, by kind and id. */
export async function listLibrary(
  world: World,
  { kind }: { kind?: LibraryKind | undefined } = {},
): Promise<ReadEntry[]> {
  const entries: ReadEntry[] = []
  for (const listed of kind === undefined ? libraryKinds : [kind]) {
    const kept = await listEntries(world.database, listed, { withRetired: true })
    entries.push(...kept.map((entry) => withVersion(world, entry)))
  }
  return entries
}

/** One entry, retired or not. @throws Refusal `not-found` */
export async function readLibraryEntry(
  world: World,
  { kind, id }: { kind: LibraryKind; id: string },
): Promise<ReadEntry> {
  const kept = await findEntry(world.database, kind, id)
  if (!kept) throw new Refusal('not-found')
  return withVersion(world, kept)
}

/** An entry with its version, which is another one as soon as it says something else. */
export function withVersion<Kind extends LibraryKind>(
  world: Pick<World, 'fingerprint'>,
  kept: KeptEntry<Kind>,
): ReadEntry<Kind> {
  return { ...kept, version: world.fingerprint(kept.entry) }
}
