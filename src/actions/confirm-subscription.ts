import type { Executor } from '#database/database'
import {
  closePendingSubscription,
  findSuppressions,
  insertSubscribers,
  liftSuppressions,
  lockAddress,
  lockPendingSubscription,
  lockSubscriberByAddress,
  findPendingSubscription,
  recordConsent,
  renewSubscriber,
  replaceSubscriberTopics,
  type PendingSubscription,
} from '#database/subscriber-queries'
import { subscribeWording } from '#domain/consent'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { liftedByConsent } from '#domain/suppression'
import { pendingIdOf, requireOpen } from './read-confirmation.ts'
import type { World } from './world.ts'

export type Confirmation = { readonly subscriberId: string; readonly locale: Locale; readonly phrase: string }

/**
 * Turns a request into a subscription: the second step of the double opt-in. A second press changes nothing and shows
 * the same.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function confirmSubscription(world: World, { token }: { token: string }): Promise<Confirmation> {
  const id = pendingIdOf(world, 'confirm', token)
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    const seen = requireOpen(await findPendingSubscription(transaction, id), now)
    await lockAddress(transaction, seen.emailIndex)
    const pending = requireOpen(await lockPendingSubscription(transaction, id), now)
    const subscriberId = pending.subscriberId ?? (await startSubscription(world, transaction, pending, now))
    return {
      subscriberId,
      locale: pending.locale,
      phrase: world.phrases.phraseFor(subscriberId, pending.locale),
    }
  })
}

async function startSubscription(
  world: World,
  transaction: Executor,
  pending: PendingSubscription,
  now: Temporal.Instant,
): Promise<string> {
  const { suppressionHash, locale } = pending
  const subscriberId = await addOrRenewSubscriber(world, transaction, pending, now)
  await refuseLastingSuppression(transaction, suppressionHash)
  await liftSuppressions(transaction, suppressionHash, { reasons: liftedByConsent, now })
  await replaceSubscriberTopics(transaction, subscriberId, pending.topics)
  await recordConsent(transaction, [
    {
      id: world.newId(),
      subject: suppressionHash,
      kind: 'confirmed',
      wordingId: subscribeWording.id,
      wordingVersion: subscribeWording.version,
      locale,
      source: 'confirmation-link',
      occurredAt: now,
    },
  ])
  await closePendingSubscription(transaction, pending.id, { confirmedAt: now, subscriberId })
  return subscriberId
}

/**
 * Begins the consent on the row of the address. An import may be adding that row at this moment, and its reader may be
 * leaving: the row is held from here on, so that suppressions are read only after whoever was first has ended.
 */
async function addOrRenewSubscriber(
  world: World,
  transaction: Executor,
  { id, emailIndex, emailSealed, suppressionHash, locale, timeZone }: PendingSubscription,
  now: Temporal.Instant,
): Promise<string> {
  const consentOf = (subscriberId: string) => ({
    locale,
    timeZone,
    confirmedAt: now,
    phraseSealed: world.sealer.seal(
      { table: 'subscribers', column: 'phrase', id: subscriberId },
      world.phrases.phraseFor(subscriberId, locale),
    ),
  })
  const [added] = await insertSubscribers(transaction, [
    { id, emailIndex, emailSealed, suppressionHash, ...consentOf(id) },
  ])
  if (added !== undefined) return added
  const known = await lockSubscriberByAddress(transaction, emailIndex)
  if (!known) throw new Error('The row of a subscriber has no address.')
  await renewSubscriber(transaction, known.id, consentOf(known.id))
  return known.id
}

/** Somebody blocked the address, or its provider refuses our mail, after the link was sent: the link is void. */
async function refuseLastingSuppression(transaction: Executor, suppressionHash: Uint8Array): Promise<void> {
  const reasons = [...(await findSuppressions(transaction, [suppressionHash])).values()].flat()
  if (reasons.some((reason) => !liftedByConsent.includes(reason))) throw new Refusal('link-invalid')
}
