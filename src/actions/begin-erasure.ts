import type { Executor } from '#database/database'
import { deleteUnbegunJobsNaming, stripSubscriber } from '#database/erasure-queries'
import { enqueueJob } from '#database/job-outbox'
import { endSubscription, recordConsent, suppressAddress, type Subscriber } from '#database/subscriber-queries'
import type { World } from './world.ts'

/**
 * Ends a subscription, if it has not ended, and erases at once everything that is known of its reader, but for whose
 * letters were whose: a batch may be on its way, so a job cuts these loose. What stays is the keyed hash that keeps the
 * address from being added again, and the evidence of consent under the same hash.
 * @param executor a transaction that holds the address and the row
 * @param source how the wish reached us; kept as evidence of the withdrawal
 */
export async function beginErasure(
  world: World,
  executor: Executor,
  subscriber: Subscriber,
  source: string,
): Promise<void> {
  const { id, locale, suppressionHash: subject, erasedAt } = subscriber
  if (erasedAt) return
  const now = world.now()
  const hasEndedNow = await endSubscription(executor, id, now)
  if (subject) {
    await suppressAddress(executor, subject, 'left', now)
    if (hasEndedNow)
      await recordConsent(executor, [
        { id: world.newId(), subject, kind: 'withdrawn', locale, source, occurredAt: now },
      ])
  }
  await stripSubscriber(executor, subscriber, now)
  await deleteUnbegunJobsNaming(executor, id)
  await enqueueJob(executor, { id: world.newId(), name: 'finish-erasure', payload: { subscriberId: id }, now })
}
