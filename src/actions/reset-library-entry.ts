import { findEntry, lockLibrary, saveEntry } from '#database/library-queries'
import type { LibraryKind } from '#domain/library-entry'
import { Refusal } from '#domain/refusal'
import { seedEntriesOf } from '#domain/seed-entry'
import { requirePermission, type StaffMember } from '#domain/staff'
import { withVersion } from './read-library-entry.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { requireSoundLibrary } from './require-sound-library.ts'
import { permissionFor, type EntryChange } from './save-library-entry.ts'
import type { World } from './world.ts'

/**
 * Gives an entry the words of the seed library again, and lets it follow the seed library from then on.
 * @param basedOn the version whose changes are given up
 * @throws Refusal `role-missing`, `not-found`, `seed-unreadable`, `seed-entry-missing`, `library-inconsistent`
 */
export async function resetLibraryEntry(
  world: World,
  { member, kind, id, basedOn }: { member: StaffMember; kind: LibraryKind; id: string; basedOn: string },
): Promise<EntryChange> {
  requirePermission(member, permissionFor(kind))
  const { library } = await world.readSeed()
  if (library === null) throw new Refusal('seed-unreadable')
  return world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const kept = await findEntry(transaction, kind, id)
    if (!kept) throw new Refusal('not-found')
    const seed = seedEntriesOf(library).find((entry) => entry.kind === kind && entry.id === id)
    if (!seed) throw new Refusal('seed-entry-missing')
    const latest = withVersion(world, kept)
    if (latest.version !== basedOn) return { isSaved: false, latest }
    const { entry } = seed
    await requireSoundLibrary(transaction, { kind, id, entry })
    const version = world.fingerprint(entry)
    await saveEntry(transaction, { kind, id, entry, seedHash: version, editedAt: null, editedBy: null })
    const subject = `${kind}/${id}`
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'library-entry-reset', subject })
    return { isSaved: true, version }
  })
}
