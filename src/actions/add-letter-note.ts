import { lockCampaign } from '#database/campaign-queries'
import { insertLetterNote } from '#database/letter-queries'
import type { Localised } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { findWatched } from '#domain/watch-list'
import { readWatchList } from './read-watch-list.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Adds a note below the web copy of a letter that is out. The letter itself stays as it was sent, and so does the note.
 * @param text one paragraph in every language
 * @throws Refusal `role-missing`, `not-found`, `campaign-not-released`, `note-names-watched` for what must not be printed
 */
export async function addLetterNote(
  world: World,
  { member, campaignId, text }: { member: StaffMember; campaignId: string; text: Localised },
): Promise<{ noteId: string }> {
  requirePermission(member, 'keep-archive')
  const noteId = world.newId()
  await world.database.transaction(async (transaction) => {
    const campaign = await lockCampaign(transaction, campaignId)
    if (!campaign) throw new Refusal('not-found')
    if (!campaign.releasedAt) throw new Refusal('campaign-not-released')
    const texts = Object.values(text).map((words) => ({ place: 'body' as const, text: words }))
    if (findWatched(texts, await readWatchList(world, transaction)).length > 0) {
      throw new Refusal('note-names-watched', { field: 'text' })
    }
    await insertLetterNote(transaction, { id: noteId, campaignId, text, authorId: member.id, notedAt: world.now() })
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'letter-note-added',
      subject: campaignId,
      detail: { note: noteId },
    })
  })
  return { noteId }
}
