import type { Executor } from '#database/database'
import { listSyncedEntries } from '#database/seed-queries'
import type { LibraryKind } from '#domain/library-entry'
import { readSeedLibrary } from '#domain/read-seed-library'
import { Refusal } from '#domain/refusal'
import { seedFilesOf, type SeedEntry } from '#domain/seed-entry'
import { describeFault, type SeedFault } from '#domain/seed-fault'

/**
 * Lets an entry be changed only where the library as a whole is no worse for it: it must not name a fact that is not
 * there, or print what the cautions withhold. What was wrong before is no reason to refuse, or nothing could be mended.
 * What is retired is not there for anything that does not name it already.
 * @throws Refusal `library-inconsistent`
 */
export async function requireSoundLibrary(
  executor: Executor,
  change: { readonly kind: LibraryKind; readonly id: string; readonly entry: unknown },
): Promise<void> {
  const offered = (await listSyncedEntries(executor)).filter(({ isRetired }) => !isRetired)
  const others = offered.filter(({ kind, id }) => kind !== change.kind || id !== change.id)
  const known = new Set(faultsOf(offered).map(describeFault))
  const fault = faultsOf([...others, change]).find((found) => !known.has(describeFault(found)))
  if (fault === undefined) return
  throw new Refusal('library-inconsistent', {
    field: 'entry',
    place: fault.entry,
    rule: fault.rule ?? 'other',
    ...fault.values,
  })
}

function faultsOf(entries: readonly SeedEntry[]): readonly SeedFault[] {
  return readSeedLibrary(seedFilesOf(entries)).faults
}
