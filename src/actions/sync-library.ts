import type { Executor } from '#database/database'
import { findKeptFacts } from '#database/fact-queries'
import { lockLibrary } from '#database/library-queries'
import { addSeedEntries, listSyncedEntries, takeSeedEntry } from '#database/seed-queries'
import { factSchema } from '#domain/fact'
import { planLibrarySync, type HashedSeedEntry, type SyncStep } from '#domain/library-sync'
import { seedEntriesOf } from '#domain/seed-entry'
import type { SeedLibrary } from '#domain/seed-library'
import { recordAuditEvent } from './record-audit-event.ts'
import { recordFactChange } from './record-fact-change.ts'
import type { World } from './world.ts'

/**
 * Compares what the organisation has with its seed library and, if it is to be applied, adds what is new and takes what
 * has changed, all or nothing. What somebody has edited stays, and so does what has gone from the seed library.
 * @returns what differs; once it was applied, what was found before
 */
export async function syncLibrary(
  world: World,
  { library, isApplied }: { library: SeedLibrary; isApplied: boolean },
): Promise<SyncStep[]> {
  const seed = seedEntriesOf(library).map((entry) => ({ ...entry, hash: world.fingerprint(entry.entry) }))
  return world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const steps = planLibrarySync(seed, await listSyncedEntries(transaction))
    const added = steps.flatMap((step) => (step.what === 'added' ? [step.seed] : []))
    const updated = steps.flatMap((step) => (step.what === 'updated' ? [step.seed] : []))
    if (isApplied && added.length + updated.length > 0) {
      await addSeedEntries(transaction, added)
      await updateFacts(world, transaction, updated)
      for (const entry of updated.filter(({ kind }) => kind !== 'fact')) await takeSeedEntry(transaction, entry)
      await recordAuditEvent(world, transaction, {
        actorId: null,
        action: 'library-synced',
        detail: { by: 'operator', added: added.length, updated: updated.length },
      })
    }
    return steps
  })
}

/** Facts change as they do by hand: with a history, and with word to staff of the campaigns that cite them. */
async function updateFacts(world: World, executor: Executor, updated: readonly HashedSeedEntry[]): Promise<void> {
  const entries = new Map(updated.filter(({ kind }) => kind === 'fact').map((entry) => [entry.id, entry]))
  for (const { id, fact: before } of await findKeptFacts(executor, [...entries.keys()], 'update')) {
    const entry = entries.get(id)
    if (!entry) continue
    await takeSeedEntry(executor, entry)
    const after = factSchema.parse(entry.entry)
    await recordFactChange(world, executor, { before, after, changedBy: null, reason: null })
  }
}
