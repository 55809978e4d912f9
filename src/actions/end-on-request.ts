import {
  endSubscription,
  lockAddress,
  lockSubscriberByAddress,
  recordConsent,
  suppressAddress,
} from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { EndingWish } from '#domain/suppression'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Lets one reader go who told staff that they want no more letters, from the next batch on: `left` until they subscribe
 * again, `blocked` so that nobody can sign the address up. Nothing of it is a deletion. That it was done, and by whom, is
 * kept for good with the keyed hash of the address.
 * @returns whether a subscription ended now; a block holds for an address that has none as well
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`
 */
export async function endOnRequest(
  world: World,
  { member, email: typed, wish }: { member: StaffMember; email: string; wish: EndingWish },
): Promise<{ hasEnded: boolean }> {
  requirePermission(member, 'change-subscriber')
  const email = parseEmailAddress(typed)
  const [emailIndex, subject] = [world.blindIndex.address(email), world.blindIndex.suppression(email)]
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    await lockAddress(transaction, emailIndex)
    const subscriber = await lockSubscriberByAddress(transaction, emailIndex)
    const hasEnded = subscriber !== undefined && (await endSubscription(transaction, subscriber.id, now))
    await suppressAddress(transaction, subject, wish, now)
    if (hasEnded) {
      const kind = wish === 'left' ? ('withdrawn' as const) : ('blocked' as const)
      const { locale } = subscriber
      await recordConsent(transaction, [
        { id: world.newId(), subject, kind, locale, source: 'request-to-staff', occurredAt: now },
      ])
    }
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'subscriber-ended',
      subject: subject.toHex(),
      detail: { wish, ended: hasEnded ? 1 : 0 },
    })
    return { hasEnded }
  })
}
