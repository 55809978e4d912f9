import { and, asc, eq, inArray, isNotNull, isNull, lte, notInArray, sql } from 'drizzle-orm'
import type { ConsentKind } from '#domain/consent'
import type { Locale } from '#domain/locale'
import type { SuppressionReason } from '#domain/suppression'
import type { Executor } from './database.ts'
import { prepared } from './prepared.ts'
import {
  addressChanges,
  consentEvents,
  pendingSubscriptions,
  readerVisits,
  subscribers,
  subscriberTopics,
  suppressions,
} from './tables.ts'

export type PendingSubscription = typeof pendingSubscriptions.$inferSelect
export type Subscriber = typeof subscribers.$inferSelect

/** Holds back every other transaction on the same address until this one ends. */
export async function lockAddress(executor: Executor, emailIndex: Uint8Array): Promise<void> {
  await executor.execute(
    sql`select pg_advisory_xact_lock(('x' || encode(substring(${emailIndex}::bytea for 8), 'hex'))::bit(64)::bigint)`,
  )
}

export async function findPendingSubscription(
  executor: Executor,
  id: string,
): Promise<PendingSubscription | undefined> {
  const [row] = await executor.select().from(pendingSubscriptions).where(eq(pendingSubscriptions.id, id))
  return row
}

export async function lockPendingSubscription(
  executor: Executor,
  id: string,
): Promise<PendingSubscription | undefined> {
  const [row] = await executor.select().from(pendingSubscriptions).where(eq(pendingSubscriptions.id, id)).for('update')
  return row
}

const findingOpenRequest = prepared((connection) =>
  connection
    .select()
    .from(pendingSubscriptions)
    .where(
      and(
        eq(pendingSubscriptions.emailIndex, sql.placeholder('emailIndex')),
        isNull(pendingSubscriptions.confirmedAt),
        isNotNull(pendingSubscriptions.emailSealed),
        sql`${pendingSubscriptions.expiresAt} > ${sql.placeholder('now')}`,
      ),
    )
    .prepare('find_open_request'),
)

/** The open request of an address, if there is one. */
export async function findOpenRequest(
  executor: Executor,
  emailIndex: Uint8Array,
  now: Temporal.Instant,
): Promise<PendingSubscription | undefined> {
  const [row] = await findingOpenRequest(executor).execute({ emailIndex, now: now.toString() })
  return row
}

/** Notes what became of a request and drops its address. */
export async function closePendingSubscription(
  executor: Executor,
  id: string,
  outcome: { confirmedAt?: Temporal.Instant; subscriberId?: string },
): Promise<void> {
  await executor
    .update(pendingSubscriptions)
    .set({ ...outcome, emailSealed: null })
    .where(eq(pendingSubscriptions.id, id))
}

/** Removes requests whose time is over, addresses and all; says how many. */
export async function eraseExpiredRequests(executor: Executor, now: Temporal.Instant): Promise<number> {
  const erased = await executor
    .delete(pendingSubscriptions)
    .where(lte(pendingSubscriptions.expiresAt, now))
    .returning({ id: pendingSubscriptions.id })
  return erased.length
}

export async function findSubscriber(executor: Executor, id: string): Promise<Subscriber | undefined> {
  const [row] = await executor.select().from(subscribers).where(eq(subscribers.id, id))
  return row
}

export async function lockSubscriber(executor: Executor, id: string): Promise<Subscriber | undefined> {
  const [row] = await executor.select().from(subscribers).where(eq(subscribers.id, id)).for('update')
  return row
}

export async function findSubscriberByAddress(
  executor: Executor,
  emailIndex: Uint8Array,
): Promise<Subscriber | undefined> {
  const [row] = await executor.select().from(subscribers).where(eq(subscribers.emailIndex, emailIndex))
  return row
}

export async function lockSubscriberByAddress(
  executor: Executor,
  emailIndex: Uint8Array,
): Promise<Subscriber | undefined> {
  const [row] = await executor.select().from(subscribers).where(eq(subscribers.emailIndex, emailIndex)).for('update')
  return row
}

/** Who of these addresses already has a row, active or ended. */
export async function findKnownAddresses(
  executor: Executor,
  emailIndexes: readonly Uint8Array[],
): Promise<Set<string>> {
  const rows = await executor
    .select({ emailIndex: subscribers.emailIndex })
    .from(subscribers)
    .where(inArray(subscribers.emailIndex, [...emailIndexes]))
  return new Set(rows.map(({ emailIndex }) => Buffer.from(emailIndex ?? []).toString('hex')))
}

export async function insertSubscribers(
  executor: Executor,
  rows: readonly (typeof subscribers.$inferInsert)[],
): Promise<string[]> {
  if (rows.length === 0) return []
  const inserted = await executor
    .insert(subscribers)
    .values([...rows])
    .onConflictDoNothing()
    .returning({ id: subscribers.id })
  return inserted.map(({ id }) => id)
}

/** Begins a new consent of somebody who has a row from before. What they had chosen then ended with it. */
export async function renewSubscriber(
  executor: Executor,
  id: string,
  changes: { locale: Locale; timeZone: string | null; phraseSealed: Uint8Array; confirmedAt: Temporal.Instant },
): Promise<void> {
  await executor
    .update(subscribers)
    .set({ ...changes, ...unchosen, endedAt: null })
    .where(eq(subscribers.id, id))
}

const unchosen: Partial<typeof subscribers.$inferInsert> = {
  nameSealed: null,
  cadence: 'every',
  chosenDays: [],
  quietDays: [],
  pausedUntil: null,
  isTextOnly: false,
}

export async function changeSubscriber(
  executor: Executor,
  id: string,
  changes: Partial<Omit<typeof subscribers.$inferInsert, 'id'>>,
): Promise<void> {
  await executor.update(subscribers).set(changes).where(eq(subscribers.id, id))
}

/** Ends a subscription and all that was open of it, unless it had ended before; says whether it did now. */
export async function endSubscription(executor: Executor, id: string, now: Temporal.Instant): Promise<boolean> {
  const ended = await executor
    .update(subscribers)
    .set({ endedAt: now })
    .where(and(eq(subscribers.id, id), isNull(subscribers.endedAt)))
    .returning({ id: subscribers.id })
  if (ended.length === 0) return false
  await executor.delete(readerVisits).where(eq(readerVisits.subscriberId, id))
  await executor.delete(addressChanges).where(eq(addressChanges.subscriberId, id))
  return true
}

export async function readSubscriberTopics(executor: Executor, subscriberId: string): Promise<string[]> {
  const rows = await executor
    .select({ topicId: subscriberTopics.topicId })
    .from(subscriberTopics)
    .where(eq(subscriberTopics.subscriberId, subscriberId))
    .orderBy(asc(subscriberTopics.topicId))
  return rows.map(({ topicId }) => topicId)
}

export async function replaceSubscriberTopics(
  executor: Executor,
  subscriberId: string,
  topicIds: readonly string[],
): Promise<void> {
  const kept = [...topicIds]
  await executor
    .delete(subscriberTopics)
    .where(
      and(
        eq(subscriberTopics.subscriberId, subscriberId),
        kept.length > 0 ? notInArray(subscriberTopics.topicId, kept) : undefined,
      ),
    )
  await insertSubscriberTopics(
    executor,
    kept.map((topicId) => ({ subscriberId, topicId })),
  )
}

export async function insertSubscriberTopics(
  executor: Executor,
  rows: readonly (typeof subscriberTopics.$inferInsert)[],
): Promise<void> {
  if (rows.length > 0)
    await executor
      .insert(subscriberTopics)
      .values([...rows])
      .onConflictDoNothing()
}

export async function recordConsent(
  executor: Executor,
  events: readonly (Omit<typeof consentEvents.$inferInsert, 'kind'> & { kind: ConsentKind })[],
): Promise<void> {
  if (events.length > 0) await executor.insert(consentEvents).values([...events])
}

/** Suppresses an address from now on; one that was lifted is set anew. */
export async function suppressAddress(
  executor: Executor,
  addressHash: Uint8Array,
  reason: SuppressionReason,
  now: Temporal.Instant,
): Promise<void> {
  await suppressAddresses(executor, [addressHash], reason, now)
}

/** Suppresses addresses, in one order for everybody, so that two who suppress the same wait for each other and no more. */
export async function suppressAddresses(
  executor: Executor,
  addressHashes: readonly Uint8Array[],
  reason: SuppressionReason,
  now: Temporal.Instant,
): Promise<void> {
  const unique = new Map(addressHashes.map((hash) => [Buffer.from(hash).toString('hex'), hash]))
  if (unique.size === 0) return
  const inOrder = [...unique].toSorted(([one], [other]) => (one < other ? -1 : 1))
  await executor
    .insert(suppressions)
    .values(inOrder.map(([, addressHash]) => ({ addressHash, reason, suppressedAt: now })))
    .onConflictDoUpdate({
      target: [suppressions.addressHash, suppressions.reason],
      set: { suppressedAt: now, liftedAt: null },
      setWhere: isNotNull(suppressions.liftedAt),
    })
}

/** Lifts the suppressions of an address that have one of these reasons; says whether there was any. */
export async function liftSuppressions(
  executor: Executor,
  addressHash: Uint8Array,
  { reasons, now }: { reasons: readonly SuppressionReason[]; now: Temporal.Instant },
): Promise<boolean> {
  const lifted = await executor
    .update(suppressions)
    .set({ liftedAt: now })
    .where(
      and(
        eq(suppressions.addressHash, addressHash),
        inArray(suppressions.reason, [...reasons]),
        isNull(suppressions.liftedAt),
      ),
    )
    .returning({ reason: suppressions.reason })
  return lifted.length > 0
}

/** The suppressions in force among these addresses: hash in hex → reasons. */
export async function findSuppressions(
  executor: Executor,
  addressHashes: readonly Uint8Array[],
): Promise<Map<string, SuppressionReason[]>> {
  const found = new Map<string, SuppressionReason[]>()
  if (addressHashes.length === 0) return found
  const rows = await executor
    .select({ addressHash: suppressions.addressHash, reason: suppressions.reason })
    .from(suppressions)
    .where(and(inArray(suppressions.addressHash, [...addressHashes]), isNull(suppressions.liftedAt)))
  for (const { addressHash, reason } of rows) {
    const key = Buffer.from(addressHash).toString('hex')
    found.set(key, [...(found.get(key) ?? []), reason])
  }
  return found
}
