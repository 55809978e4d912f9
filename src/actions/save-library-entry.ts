import { findEntry, lockLibrary, saveEntry } from '#database/library-queries'
import type { LibraryEntry, LibraryKind } from '#domain/library-entry'
import { requirePermission, type Permission, type StaffMember } from '#domain/staff'
import { withVersion, type ReadEntry } from './read-library-entry.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import { requireSoundLibrary } from './require-sound-library.ts'
import type { World } from './world.ts'

/** What became of a change: it is saved, or somebody else was first, and nothing is lost of what they wrote. */
export type EntryChange =
  | { readonly isSaved: true; readonly version: string }
  | { readonly isSaved: false; readonly latest: ReadEntry }

/** What staff need to change an entry: the cause and the cautions speak for the organisation as a whole. */
export function permissionFor(kind: LibraryKind): Permission {
  return kind === 'cause' || kind === 'cautions' ? 'edit-cause' : 'edit-library'
}

/**
 * Writes an entry of the library, new or not; from then on the seed library leaves it alone.
 * @param basedOn the version that was edited; null for an entry that is not there yet
 * @throws Refusal `role-missing`, `library-inconsistent`
 */
export async function saveLibraryEntry(
  world: World,
  {
    member,
    kind,
    id,
    entry,
    basedOn,
  }: {
    member: StaffMember
    kind: LibraryKind
    id: string
    entry: LibraryEntry<LibraryKind>
    basedOn: string | null
  },
): Promise<EntryChange> {
  requirePermission(member, permissionFor(kind))
  return world.database.transaction(async (transaction) => {
    await lockLibrary(transaction)
    const kept = await findEntry(transaction, kind, id)
    const latest = kept ? withVersion(world, kept) : null
    if (latest && latest.version !== basedOn) return { isSaved: false, latest }
    await requireSoundLibrary(transaction, { kind, id, entry })
    await saveEntry(transaction, { kind, id, entry, editedAt: world.now(), editedBy: member.id })
    const subject = `${kind}/${id}`
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'library-entry-saved', subject })
    return { isSaved: true, version: world.fingerprint(entry) }
  })
}
