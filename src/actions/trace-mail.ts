import { findOpenRequest, findSubscriberByAddress } from '#database/subscriber-queries'
import { findLettersOf, findSuppressionsOf, type TracedLetter } from '#database/trace-queries'
import { deliveryStory, type LetterStanding, type StoryPart } from '#domain/delivery-story'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import type { ProviderName } from '#domain/provider'
import { requirePermission, type StaffMember } from '#domain/staff'
import type { SuppressionReason } from '#domain/suppression'
import { recordAuditEvent } from './record-audit-event.ts'
import type { World } from './world.ts'

/** What happened to one reader's mail. Holds nothing about them that the question did not. */
export type MailTrace = {
  /** Their consent; null for an address that is not on the list. */
  readonly subscription: {
    readonly confirmedAt: Temporal.Instant
    readonly endedAt: Temporal.Instant | null
  } | null
  /** When somebody asked for mail to this address without confirming it yet. */
  readonly requestedAt: Temporal.Instant | null
  /** Why nothing may be sent to it. */
  readonly suppressions: readonly { readonly reason: SuppressionReason; readonly suppressedAt: Temporal.Instant }[]
  /** Newest first, at most `limits.pageSizeMax`. */
  readonly letters: readonly {
    readonly campaignId: string
    readonly name: string
    readonly slug: string
    readonly standing: LetterStanding
    readonly story: readonly StoryPart[]
    readonly provider: ProviderName | null
    /** The provider's own id of the message. */
    readonly providerId: string | null
    /** How the message is called outside: in its Message-ID, and in its tag at the provider. */
    readonly reference: string | null
  }[]
}

/**
 * Answers a reader who asks what became of their mail. That it was asked, and by whom, is kept for good; the address is
 * not, only its keyed hash.
 * @throws Refusal `role-missing`, `address-malformed`, `address-not-supported`
 */
export async function traceMail(
  world: World,
  { member, email: typed }: { member: StaffMember; email: string },
): Promise<MailTrace> {
  requirePermission(member, 'see-subscriber')
  const email = parseEmailAddress(typed)
  const [emailIndex, addressHash] = [world.blindIndex.address(email), world.blindIndex.suppression(email)]
  return world.database.transaction(async (transaction) => {
    const subscriber = await findSubscriberByAddress(transaction, emailIndex)
    const request = await findOpenRequest(transaction, emailIndex, world.now())
    const found = subscriber
      ? await findLettersOf(transaction, { subscriberId: subscriber.id, limit: limits.pageSizeMax })
      : []
    const trace = {
      subscription: subscriber ? { confirmedAt: subscriber.confirmedAt, endedAt: subscriber.endedAt } : null,
      requestedAt: request?.requestedAt ?? null,
      suppressions: await findSuppressionsOf(transaction, addressHash),
      letters: found.map((letter) => traceLetter(world, letter)),
    }
    await recordAuditEvent(world, transaction, {
      actorId: member.id,
      action: 'mail-traced',
      subject: addressHash.toHex(),
      detail: { letters: found.length },
    })
    return trace
  })
}

function traceLetter(world: World, letter: TracedLetter): MailTrace['letters'][number] {
  const { campaignId, name, slug, provider, providerId, batchId, position } = letter
  const { standing, story } = deliveryStory(letter)
  const hasLeft = standing !== 'waiting' && standing !== 'dropped'
  const reference = hasLeft ? world.references.sign({ batchId, position }) : null
  return { campaignId, name, slug, standing, story, provider, providerId, reference }
}
