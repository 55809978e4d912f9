import type { LibraryKind } from './library-entry.ts'
import type { SeedFiles, SeedLibrary } from './seed-library.ts'
import { keptTopicSchema } from './topic.ts'

/** Every kind of entry that a seed library holds: those that the library keeps, and facts. */
export type SeedKind = LibraryKind | 'fact'

/** One entry of a seed library, as it is compared with what an organisation has. Its form is that of its kind. */
export type SeedEntry = { readonly kind: SeedKind; readonly id: string; readonly entry: unknown }

/** The entries of a library, one by one. */
export function seedEntriesOf(library: SeedLibrary): SeedEntry[] {
  const { cause, topics, facts, observances, issues, playbooks, cautions, letters } = library
  return [
    ...topics.map(({ slug: id, ...entry }) => ({ kind: 'topic' as const, id, entry })),
    ...facts.map((entry) => ({ kind: 'fact' as const, id: entry.id, entry })),
    ...observances.map((entry) => ({ kind: 'observance' as const, id: entry.id, entry })),
    ...issues.map((entry) => ({ kind: 'issue' as const, id: entry.id, entry })),
    ...playbooks.series.map((entry) => ({ kind: 'playbook' as const, id: entry.observance, entry })),
    ...Object.entries(letters).map(([id, entry]) => ({ kind: 'letter' as const, id, entry })),
    { kind: 'cause', id: 'cause', entry: cause },
    { kind: 'cautions', id: 'cautions', entry: cautions },
    { kind: 'purpose-words', id: 'purpose-words', entry: playbooks.purposes },
  ]
}

/** The files that would hold these entries: what `readSeedLibrary` reads and checks as a whole. */
export function seedFilesOf(entries: readonly SeedEntry[]): SeedFiles {
  const all = (kind: SeedKind): SeedEntry[] => entries.filter((entry) => entry.kind === kind)
  const bare = (kind: SeedKind): unknown[] => all(kind).map(({ entry }) => entry)
  return {
    cause: bare('cause')[0],
    topics: all('topic').map(({ id, entry }) => ({ slug: id, ...keptTopicSchema.parse(entry) })),
    facts: bare('fact'),
    observances: bare('observance'),
    issues: bare('issue'),
    playbooks: { purposes: bare('purpose-words')[0], series: bare('playbook') },
    cautions: bare('cautions')[0],
    letters: Object.fromEntries(all('letter').map(({ id, entry }) => [id, entry])),
  }
}
