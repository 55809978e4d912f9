import { endSubscription, lockSubscriber, recordConsent, suppressAddress } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { readUnsubscribeClaim } from './read-unsubscribe-link.ts'
import type { World } from './world.ts'

/**
 * How somebody leaves: `one-click` by the mail program's own button (RFC 8058), `page` by ours, `mailto` by a mail to
 * us; `complaint` and `opt-out-report` by what the reader's mailbox provider tells us.
 */
export type UnsubscribeMethod = 'one-click' | 'page' | 'mailto' | 'complaint' | 'opt-out-report'

/**
 * Ends a subscription at once. The link never expires, needs nothing else, and used again changes nothing.
 * @param method how the wish reached us; kept as evidence
 * @returns the reader's language, or null for a link that is not ours: the caller answers both alike
 */
export async function unsubscribe(
  world: World,
  { token, method }: { token: string; method: UnsubscribeMethod },
): Promise<{ locale: Locale } | null> {
  const claim = readUnsubscribeClaim(world, token)
  if (!claim) return null
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    const subscriber = await lockSubscriber(transaction, claim.subscriberId)
    if (!subscriber) return null
    const { id, locale, suppressionHash } = subscriber
    if ((await endSubscription(transaction, id, now)) && suppressionHash) {
      await suppressAddress(transaction, suppressionHash, 'left', now)
      await recordConsent(transaction, [
        {
          id: world.newId(),
          subject: suppressionHash,
          kind: 'withdrawn',
          locale,
          source: method,
          campaignId: claim.campaignId,
          occurredAt: now,
        },
      ])
    }
    return { locale }
  })
}
