import {
  closeAddressChange,
  findAddressChange,
  lockAddressChange,
  releaseAddress,
  type AddressChange,
} from '#database/address-change-queries'
import type { Executor } from '#database/database'
import { enqueueJob } from '#database/job-outbox'
import {
  changeSubscriber,
  findSuppressions,
  liftSuppressions,
  lockAddress,
  lockSubscriber,
  lockSubscriberByAddress,
  recordConsent,
  suppressAddress,
  type Subscriber,
} from '#database/subscriber-queries'
import { endVisits } from '#database/visit-queries'
import { addressChangeWording } from '#domain/consent'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { liftedByConsent } from '#domain/suppression'
import { changeIdOf, requireOpenChange, requireReader } from './read-address-change.ts'
import type { World } from './world.ts'

/**
 * Lets a new address take over: from here on letters go there, the old one is told once and then written to no more, and
 * every link that was mailed before is closed. A second press changes nothing and shows the same.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function confirmAddressChange(world: World, { token }: { token: string }): Promise<{ locale: Locale }> {
  const id = changeIdOf(world, token)
  const now = world.now()
  return world.database.transaction(async (transaction) => {
    const seen = requireOpenChange(await findAddressChange(transaction, id), now)
    await lockAddress(transaction, seen.emailIndex)
    // The reader before their wish, as whoever leaves or wishes anew does it.
    const subscriber = requireReader(await lockSubscriber(transaction, seen.subscriberId))
    const change = requireOpenChange(await lockAddressChange(transaction, id), now)
    if (!change.confirmedAt) await takeOver(world, transaction, { change, subscriber, now })
    return { locale: subscriber.locale }
  })
}

type TakeOver = { readonly change: AddressChange; readonly subscriber: Subscriber; readonly now: Temporal.Instant }

async function takeOver(world: World, transaction: Executor, { change, subscriber, now }: TakeOver): Promise<void> {
  const { id, subscriberId, emailIndex, suppressionHash, emailSealed } = change
  await requireFreeAddress(transaction, change)
  await changeSubscriber(transaction, subscriberId, { emailIndex, suppressionHash, emailSealed })
  await liftSuppressions(transaction, suppressionHash, { reasons: liftedByConsent, now })
  // An import must not bring the old address back; its reader can, by a new sign-up.
  if (subscriber.suppressionHash) await suppressAddress(transaction, subscriber.suppressionHash, 'left', now)
  await recordEvidence(world, transaction, { change, subscriber, now })
  await closeAddressChange(transaction, id, { confirmedAt: now, formerSealed: subscriber.emailSealed })
  await endVisits(transaction, subscriberId)
  await enqueueJob(transaction, {
    id: world.newId(),
    name: 'send-address-notice',
    payload: { addressChangeId: id },
    now,
  })
}

/** Whoever has the address by now, or refuses our mail there, keeps it: the link is void. */
async function requireFreeAddress(
  transaction: Executor,
  { emailIndex, suppressionHash, subscriberId }: AddressChange,
): Promise<void> {
  const reasons = [...(await findSuppressions(transaction, [suppressionHash])).values()].flat()
  if (reasons.some((reason) => !liftedByConsent.includes(reason))) throw new Refusal('link-invalid')
  const holder = await lockSubscriberByAddress(transaction, emailIndex)
  if (!holder || holder.id === subscriberId) return
  if (!holder.endedAt) throw new Refusal('link-invalid')
  await releaseAddress(transaction, holder.id)
}

async function recordEvidence(
  world: World,
  transaction: Executor,
  { change, subscriber, now }: TakeOver,
): Promise<void> {
  const { locale, suppressionHash: formerHash } = subscriber
  const common = { locale, source: 'address-change', occurredAt: now }
  await recordConsent(transaction, [
    ...(formerHash ? [{ ...common, id: world.newId(), subject: formerHash, kind: 'withdrawn' as const }] : []),
    {
      ...common,
      id: world.newId(),
      subject: change.suppressionHash,
      kind: 'confirmed',
      wordingId: addressChangeWording.id,
      wordingVersion: addressChangeWording.version,
    },
  ])
}
