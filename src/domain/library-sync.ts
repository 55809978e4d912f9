import type { SeedEntry, SeedKind } from './seed-entry.ts'

/** An entry of the seed library with the hash by which it is known. */
export type HashedSeedEntry = SeedEntry & { readonly hash: string }

/** An entry as the organisation has it. */
export type SyncedEntry = SeedEntry & {
  /** The hash of the seed that it was last taken from; null for what the organisation made itself. */
  readonly seedHash: string | null
  readonly isEdited: boolean
}

/**
 * What becomes of an entry when an organisation follows its seed library.
 * - `added`: it is in the seed library only
 * - `updated`: nobody has edited it, and the seed library says something else
 * - `kept`: somebody has edited it, and the seed library says something else
 * - `gone`: it came from the seed library, which has it no longer; it stays
 */
export type SyncStep =
  | { readonly what: 'added'; readonly seed: HashedSeedEntry }
  | { readonly what: 'updated'; readonly seed: HashedSeedEntry; readonly fields: readonly string[] }
  | {
      readonly what: 'kept'
      readonly kind: SeedKind
      readonly id: string
      readonly fields: readonly string[]
      /** Whether the seed library has changed since the entry was taken from it. */
      readonly hasNews: boolean
    }
  | { readonly what: 'gone'; readonly kind: SeedKind; readonly id: string }

/** What following the seed library would do, in its order; entries that are the same on both sides are left out. */
export function planLibrarySync(seed: readonly HashedSeedEntry[], kept: readonly SyncedEntry[]): SyncStep[] {
  const keptByName = new Map(kept.map((entry) => [nameOf(entry), entry]))
  const seeded = new Set(seed.map(nameOf))
  return [
    ...seed.flatMap((entry) => stepFor(entry, keptByName.get(nameOf(entry)))),
    ...kept
      .filter((entry) => !seeded.has(nameOf(entry)) && (entry.seedHash !== null || !entry.isEdited))
      .map(({ kind, id }) => ({ what: 'gone' as const, kind, id })),
  ]
}

function stepFor(seed: HashedSeedEntry, kept: SyncedEntry | undefined): SyncStep[] {
  if (kept === undefined) return [{ what: 'added', seed }]
  const fields = differingFields(kept.entry, seed.entry)
  if (fields.length === 0) return []
  if (!kept.isEdited) return [{ what: 'updated', seed, fields }]
  return [{ what: 'kept', kind: seed.kind, id: seed.id, fields, hasNews: kept.seedHash !== seed.hash }]
}

/**
 * The fields in which two values of JSON differ, as dotted paths: `brief.en.subject`. Rich text is one field, as is a
 * list that has become longer or shorter.
 */
export function differingFields(before: unknown, after: unknown, path = ''): string[] {
  if (Object.is(before, after)) return []
  const isAlike =
    isContainer(before) &&
    isContainer(after) &&
    Array.isArray(before) === Array.isArray(after) &&
    (!Array.isArray(before) || Object.keys(before).length === Object.keys(after).length)
  if (!isAlike) return [path]
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const differing = keys.flatMap((key) =>
    differingFields(before[key], after[key], path === '' ? key : `${path}.${key}`),
  )
  return differing.length > 0 && after['type'] === 'doc' ? [path] : differing
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function nameOf({ kind, id }: Pick<SeedEntry, 'kind' | 'id'>): string {
  return `${kind}/${id}`
}
