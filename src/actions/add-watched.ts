import { insertWatchListEntry } from '#database/watch-list-queries'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { findWatched, watchedForms } from '#domain/watch-list'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Puts a name or detail on the watch-list. What is typed is hashed and forgotten: it is neither stored nor logged nor
 * given back, here or later.
 * @param note why it is watched, in words that name nobody
 * @throws Refusal `role-missing`, `watched-too-short`, `watched-note-names` where the note holds what must not be printed
 */
export async function addWatched(
  world: World,
  { member, text, note }: { member: StaffMember; text: string; note: string | null },
): Promise<{ entryId: string }> {
  requirePermission(member, 'manage-watch-list')
  const forms = watchedForms(text)
  if (forms.length === 0) throw new Refusal('watched-too-short', { field: 'text' })
  if (findWatched([{ place: 'title', text: note ?? '' }], { hashes: new Set(forms), hash: (form) => form }).length > 0)
    throw new Refusal('watched-note-names', { field: 'note' })
  const entryId = world.newId()
  await world.database.transaction(async (transaction) => {
    await insertWatchListEntry(transaction, {
      id: entryId,
      hashes: forms.map((form) => world.blindIndex.watched(form)),
      note,
      addedBy: member.id,
      addedAt: world.now(),
    })
    await recordAuditEvent(world, transaction, { actorId: member.id, action: 'watched-added', subject: entryId })
  })
  return { entryId }
}
