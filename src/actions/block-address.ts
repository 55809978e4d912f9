import {
  closePendingSubscription,
  endSubscription,
  findPendingSubscription,
  lockAddress,
  lockPendingSubscription,
  lockSubscriberByAddress,
  recordConsent,
  suppressAddress,
} from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { pendingIdOf } from './read-confirmation.ts'
import type { World } from './world.ts'

/**
 * Never writes to an address again: for people whom somebody else signed up. Pressing twice changes nothing more.
 * @throws Refusal `link-invalid`
 */
export async function blockAddress(world: World, { token }: { token: string }): Promise<{ locale: Locale }> {
  const id = pendingIdOf(world, 'block', token)
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    const seen = await findPendingSubscription(transaction, id)
    if (!seen) throw new Refusal('link-invalid')
    await lockAddress(transaction, seen.emailIndex)
    const pending = await lockPendingSubscription(transaction, id)
    if (!pending) throw new Refusal('link-invalid')
    const { emailIndex, suppressionHash, locale } = pending
    await suppressAddress(transaction, suppressionHash, 'blocked', now)
    const subscriber = await lockSubscriberByAddress(transaction, emailIndex)
    const hasEnded = subscriber !== undefined && (await endSubscription(transaction, subscriber.id, now))
    if (pending.emailSealed || hasEnded) {
      await closePendingSubscription(transaction, id, {})
      await recordConsent(transaction, [
        {
          id: world.newId(),
          subject: suppressionHash,
          kind: 'blocked',
          locale,
          source: 'confirmation-mail',
          occurredAt: now,
        },
      ])
    }
    return { locale }
  })
}
