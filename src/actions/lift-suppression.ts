import { findSubscriberByAddress, liftSuppressions, lockAddress } from '#database/subscriber-queries'
import { findSuppressionsOf } from '#database/trace-queries'
import { parseEmailAddress } from '#domain/email-address'
import { requirePermission, type StaffMember } from '#domain/staff'
import { checkLiftReason, type LiftableReason, type SuppressionReason } from '#domain/suppression'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What stands between an address and our mail after one suppression was lifted. */
export type LiftedSuppression = {
  /** False where no suppression of that reason was in force; then nothing has changed. */
  readonly isLifted: boolean
  /** What is still in force. */
  readonly suppressions: readonly { readonly reason: SuppressionReason; readonly suppressedAt: Temporal.Instant }[]
  /** Whether there is a consent to be written to. None is made here, and one that was withdrawn stays withdrawn. */
  readonly isSubscribed: boolean
}

/**
 * Lets mail go again to one address that bounced or whose reader complained, because that reader says so. What the
 * reader decided themselves, to leave or to block the address, it does not touch. Who did it and why is kept for good,
 * with the keyed hash of the address, also where there was nothing to lift: the answer tells something of the address.
 * @param because one line, for a complaint never empty
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`, `reason-missing`, `reason-names-address`
 */
export async function liftSuppression(
  world: World,
  {
    member,
    email: typed,
    suppression,
    because,
  }: { member: StaffMember; email: string; suppression: LiftableReason; because: string | null },
): Promise<LiftedSuppression> {
  requirePermission(member, 'lift-suppression')
  const email = parseEmailAddress(typed)
  const words = checkLiftReason(suppression, because)
  const [emailIndex, addressHash] = [world.blindIndex.address(email), world.blindIndex.suppression(email)]
  return world.database.transaction(async (transaction) => {
    await lockAddress(transaction, emailIndex)
    const isLifted = await liftSuppressions(transaction, addressHash, { reasons: [suppression], now: world.now() })
    const subscriber = await findSubscriberByAddress(transaction, emailIndex)
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'suppression-lifted',
      subject: addressHash.toHex(),
      detail: { suppression, lifted: isLifted ? 1 : 0, ...(words !== null && { because: words }) },
    })
    return {
      isLifted,
      suppressions: await findSuppressionsOf(transaction, addressHash),
      isSubscribed: subscriber !== undefined && subscriber.endedAt === null,
    }
  })
}
