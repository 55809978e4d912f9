import { and, asc, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import { locales } from '#domain/locale'
import type { Executor } from './database.ts'
import {
  addressChanges,
  campaignReleases,
  campaigns,
  deliveries,
  deliveryBatches,
  digests,
  jobOutbox,
  pendingSubscriptions,
  readerVisits,
  subscribers,
  subscriberTopics,
} from './tables.ts'

/**
 * Takes everything of a person off a row whose subscription has ended, and removes what stands about them elsewhere. The
 * row itself stays for as long as letters refer to it.
 * @param executor a transaction that holds the address and the row
 */
export async function stripSubscriber(
  executor: Executor,
  { id, emailIndex }: { id: string; emailIndex: Uint8Array | null },
  now: Temporal.Instant,
): Promise<void> {
  for (const table of [subscriberTopics, readerVisits, addressChanges, digests])
    await executor.delete(table).where(eq(table.subscriberId, id))
  await executor
    .delete(pendingSubscriptions)
    .where(
      or(
        eq(pendingSubscriptions.subscriberId, id),
        emailIndex === null ? undefined : eq(pendingSubscriptions.emailIndex, emailIndex),
      ),
    )
  await executor
    .update(subscribers)
    .set({
      emailIndex: null,
      suppressionHash: null,
      emailSealed: null,
      nameSealed: null,
      phraseSealed: null,
      locale: locales[0],
      timeZone: null,
      cadence: 'every',
      chosenDays: [],
      quietDays: [],
      pausedUntil: null,
      isTextOnly: false,
      erasedAt: now,
    })
    .where(eq(subscribers.id, id))
}

/** Removes the requests of an address that nobody confirmed; says whether there was one. */
export async function deleteRequestsOf(executor: Executor, emailIndex: Uint8Array): Promise<boolean> {
  const deleted = await executor
    .delete(pendingSubscriptions)
    .where(eq(pendingSubscriptions.emailIndex, emailIndex))
    .returning({ id: pendingSubscriptions.id })
  return deleted.length > 0
}

/**
 * The batches whose seals hold one reader's address, and who is in them for good. They are locked in the order of their
 * ids, so that none of them is sent or settled until this transaction ends. What is sealed once the reader has been
 * stripped leaves them out by itself.
 */
export async function lockSealsOf(executor: Executor, subscriberId: string): Promise<string[]> {
  const rows = await executor
    .select({ id: deliveryBatches.id })
    .from(campaigns)
    .innerJoin(deliveries, and(eq(deliveries.campaignId, campaigns.id), eq(deliveries.subscriberId, subscriberId)))
    .innerJoin(deliveryBatches, eq(deliveryBatches.id, deliveries.batchId))
    .where(and(isNull(campaigns.finishedAt), isNull(deliveryBatches.settledAt), isNotNull(deliveryBatches.sealed)))
    .orderBy(asc(deliveryBatches.id))
    .for('no key update', { of: deliveryBatches })
  return rows.map(({ id }) => id)
}

/**
 * Gives every letter of a reader to a reader of its own who never was: a row with a random id and nothing on it, so that
 * the letter counts as before and no two letters can be known as those of one person. All that such a row says of time
 * is when its letter began to leave.
 */
export async function cutLettersLoose(executor: Executor, subscriberId: string): Promise<void> {
  await executor.execute(sql`
    with letters as materialized (
      select deliveries.campaign_id, gen_random_uuid() as nobody, campaigns.released_at as at
      from campaigns join deliveries
        on deliveries.campaign_id = campaigns.id and deliveries.subscriber_id = ${subscriberId}::uuid
    ),
    ${nobodies}
    update deliveries set subscriber_id = letters.nobody from letters
    where deliveries.campaign_id = letters.campaign_id and deliveries.subscriber_id = ${subscriberId}::uuid`)
}

/**
 * Waits for the walks of audiences that are at a page, and lets none begin another one until this transaction ends: a page
 * that was begun before a reader was stripped may still give them a place.
 */
export async function holdWalks(executor: Executor): Promise<void> {
  await executor
    .select({ id: campaignReleases.id })
    .from(campaignReleases)
    .where(isNull(campaignReleases.expandedAt))
    .orderBy(asc(campaignReleases.id))
    .for('update')
}

/**
 * Has every walk of an audience that stands at a reader stand at the one before. Whoever has a place is passed over, so a
 * walk that goes on from there gives nobody a second one.
 */
export async function stepWalksBack(executor: Executor, subscriberId: string): Promise<void> {
  await executor.execute(sql`
    update campaign_releases set walked_to = (
      select id from subscribers where id < ${subscriberId}::uuid order by id desc limit 1
    )
    where walked_to = ${subscriberId}::uuid`)
}

/** As a part of a statement: rows of nobody for `letters`, a list of `nobody` and `at`. */
export const nobodies = sql`
  nobodies as (
    insert into subscribers (id, locale, confirmed_at, ended_at, erased_at)
    select nobody, ${locales[0]}::text, at, at, at from letters
  )`

/** Removes the row of a reader to which nothing refers any more. */
export async function deleteSubscriber(executor: Executor, id: string): Promise<void> {
  await executor.delete(subscribers).where(eq(subscribers.id, id))
}

/** Whether a mail to a reader may be in the middle of its call, begun after `since`. */
export async function hasOpenCallTo(executor: Executor, id: string, since: Temporal.Instant): Promise<boolean> {
  const rows = await executor
    .select({ one: sql`1` })
    .from(jobOutbox)
    .where(and(namesIn(id), sql`${jobOutbox.attemptingSince} > ${since.toString()}`))
    .limit(1)
  return rows.length > 0
}

/** Removes every job that names a reader, whatever it is. */
export async function deleteJobsNaming(executor: Executor, id: string): Promise<void> {
  await executor.delete(jobOutbox).where(namesIn(id))
}

/** Removes every job that names a reader and has not begun to send: what is not sent yet is not sent any more. */
export async function deleteUnbegunJobsNaming(executor: Executor, id: string): Promise<void> {
  await executor.delete(jobOutbox).where(and(namesIn(id), isNull(jobOutbox.attemptingSince)))
}

function namesIn(id: string) {
  return sql`exists (select from jsonb_each_text(${jobOutbox.payload}) as part where part.value = ${id})`
}
