import { listConsents } from '#database/own-data-queries'
import { findSubscriberByAddress, readSubscriberTopics } from '#database/subscriber-queries'
import { findSuppressionsOf } from '#database/trace-queries'
import type { Cadence } from '#domain/cadence'
import type { ConsentKind } from '#domain/consent'
import { parseEmailAddress } from '#domain/email-address'
import type { Locale } from '#domain/locale'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { SuppressionReason } from '#domain/suppression'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** How somebody stands to the list. Neither their name nor their phrase is in it: these are theirs. */
export type LookedUp = {
  /** Null for an address that is not on the list, and for one that was erased. */
  readonly subscription: {
    readonly confirmedAt: Temporal.Instant
    readonly endedAt: Temporal.Instant | null
    readonly locale: Locale
    readonly timeZone: string | null
    readonly topics: readonly string[]
    readonly cadence: Cadence
    readonly pausedUntil: Temporal.Instant | null
  } | null
  /** The evidence of consent under this address, oldest first; it outlives erasure. */
  readonly consents: readonly {
    readonly kind: ConsentKind
    readonly source: string
    readonly locale: Locale
    readonly wording: { readonly id: string; readonly version: number } | null
    readonly at: Temporal.Instant
  }[]
  /** Why nothing may be sent to it. */
  readonly suppressions: readonly { readonly reason: SuppressionReason; readonly suppressedAt: Temporal.Instant }[]
}

/**
 * Says how one address stands to the list and when its reader agreed, by the exact address: nothing can be listed or
 * searched. That it was asked, and by whom, is kept for good with the keyed hash of the address, and its reader sees it
 * among their own data.
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`
 */
export async function lookUpSubscriber(
  world: World,
  { member, email: typed }: { member: StaffMember; email: string },
): Promise<LookedUp> {
  requirePermission(member, 'see-subscriber')
  const email = parseEmailAddress(typed)
  const [emailIndex, addressHash] = [world.blindIndex.address(email), world.blindIndex.suppression(email)]
  return world.database.transaction(async (transaction) => {
    const subscriber = await findSubscriberByAddress(transaction, emailIndex)
    const found = {
      subscription: subscriber
        ? {
            confirmedAt: subscriber.confirmedAt,
            endedAt: subscriber.endedAt,
            locale: subscriber.locale,
            timeZone: subscriber.timeZone,
            topics: await readSubscriberTopics(transaction, subscriber.id),
            cadence: subscriber.cadence,
            pausedUntil: subscriber.pausedUntil,
          }
        : null,
      consents: (await listConsents(transaction, addressHash)).map(presentConsent),
      suppressions: await findSuppressionsOf(transaction, addressHash),
    }
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'subscriber-looked-up',
      subject: addressHash.toHex(),
      detail: { found: subscriber ? 1 : 0 },
    })
    return found
  })
}

function presentConsent({
  kind,
  source,
  locale,
  wordingId,
  wordingVersion,
  occurredAt,
}: Awaited<ReturnType<typeof listConsents>>[number]): LookedUp['consents'][number] {
  const wording = wordingId === null || wordingVersion === null ? null : { id: wordingId, version: wordingVersion }
  return { kind, source, locale, wording, at: occurredAt }
}
