import { deleteRequestsOf } from '#database/erasure-queries'
import { lockAddress, lockSubscriberByAddress } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import { requirePermission, type StaffMember } from '#domain/staff'
import { beginErasure } from './begin-erasure.ts'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/**
 * Erases one reader who asked for it, or whoever left and is kept for a while: by their exact address, and with a record
 * of who did it that holds the keyed hash and not the address. A request that nobody confirmed goes, too.
 * @returns whether there was anything to erase
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`
 */
export async function eraseAddress(
  world: World,
  { member, email: typed }: { member: StaffMember; email: string },
): Promise<{ isErased: boolean }> {
  requirePermission(member, 'erase-subscriber')
  const email = parseEmailAddress(typed)
  const [emailIndex, addressHash] = [world.blindIndex.address(email), world.blindIndex.suppression(email)]
  return world.database.transaction(async (transaction) => {
    await lockAddress(transaction, emailIndex)
    const hadRequest = await deleteRequestsOf(transaction, emailIndex)
    const subscriber = await lockSubscriberByAddress(transaction, emailIndex)
    if (subscriber) await beginErasure(world, transaction, subscriber, 'request-to-staff')
    const isErased = hadRequest || subscriber !== undefined
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'subscriber-erased',
      subject: addressHash.toHex(),
      detail: { erased: isErased ? 1 : 0 },
    })
    return { isErased }
  })
}
