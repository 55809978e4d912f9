import {
  changeSubscriber,
  lockSubscriberByAddress,
  readSubscriberTopics,
  replaceSubscriberTopics,
} from '#database/subscriber-queries'
import { findTopics } from '#database/topic-queries'
import { parseEmailAddress } from '#domain/email-address'
import type { Locale } from '#domain/locale'
import { requirePermission, type StaffMember } from '#domain/staff'
import { chooseTopics } from '#domain/topic-choice'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Changes the language and the topics of one reader who asked for it and cannot use their own page. That it was done, and
 * by whom, is kept for good with the keyed hash of the address, and the reader sees it among their own data.
 * @returns false for an address that is not on the list, which is left as it is
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`, `topics-missing`, `topic-unknown`
 */
export async function changeOnRequest(
  world: World,
  {
    member,
    email: typed,
    locale,
    topics,
  }: { member: StaffMember; email: string; locale: Locale; topics: readonly string[] },
): Promise<{ isChanged: boolean }> {
  requirePermission(member, 'change-subscriber')
  const email = parseEmailAddress(typed)
  return world.database.transaction(async (transaction) => {
    const subscriber = await lockSubscriberByAddress(transaction, world.blindIndex.address(email))
    const isChanged = subscriber !== undefined && subscriber.endedAt === null
    if (isChanged) {
      // What they have and is not offered any more may stay.
      const own = await readSubscriberTopics(transaction, subscriber.id)
      const chosen = chooseTopics(topics, await findTopics(transaction, topics), { own })
      await replaceSubscriberTopics(transaction, subscriber.id, chosen)
      await changeSubscriber(transaction, subscriber.id, { locale })
    }
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'subscriber-changed',
      subject: world.blindIndex.suppression(email).toHex(),
      detail: { changed: isChanged ? 1 : 0 },
    })
    return { isChanged }
  })
}
