import { and, eq, exists, inArray, isNotNull, isNull, not, or, sql } from 'drizzle-orm'
import type { AudienceRule, DropReason } from '#domain/audience'
import type { JobName } from '#jobs/job-contracts'
import { audienceCondition, isSuppressed } from './audience-queries.ts'
import type { Executor } from './database.ts'
import { campaigns, deliveries, deliveryBatches, subscribers } from './tables.ts'

export type DeliveryBatch = typeof deliveryBatches.$inferSelect

export type AudiencePage = {
  readonly campaignId: string
  readonly releaseId: string
  readonly rule: AudienceRule
  /** The zone whose readers are meant; null for everyone. Readers without a zone count for `fallbackZone`. */
  readonly timeZone: string | null
  readonly fallbackZone: string
  readonly confirmedBefore: Temporal.Instant
  readonly after: string | null
  readonly pageSize: number
  readonly batchSize: number
  /** The job that sends each batch. */
  readonly batchJob: JobName
  readonly now: Temporal.Instant
}

/**
 * Gives the next page of an audience their deliveries, cuts these into batches and writes a job for each batch: one
 * statement, so that a page is there as a whole or not at all. Readers who have a delivery of this campaign are passed
 * over, which is what makes a second walk harmless.
 * @returns how many readers the page held, and the id of the last
 */
export async function insertAudiencePage(
  executor: Executor,
  page: AudiencePage,
): Promise<{ count: number; lastId: string | null }> {
  const alreadyPlaced = executor
    .select({ one: sql`1` })
    .from(deliveries)
    .where(and(eq(deliveries.campaignId, page.campaignId), eq(deliveries.subscriberId, subscribers.id)))
  const zone = sql`coalesce(${subscribers.timeZone}, ${page.fallbackZone}::text)`
  const readers = executor
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(
      and(
        audienceCondition(executor, page.rule),
        sql`${subscribers.confirmedAt} <= ${page.confirmedBefore.toString()}`,
        page.after === null ? undefined : sql`${subscribers.id} > ${page.after}`,
        page.timeZone === null ? undefined : sql`${zone} = ${page.timeZone}`,
        not(exists(alreadyPlaced)),
      ),
    )
    .orderBy(subscribers.id)
    .limit(page.pageSize)
  const result = await executor.execute<{ count: number; last_id: string | null }>(sql`
    with readers as materialized (${readers}),
    numbered as materialized (select id, (row_number() over (order by id) - 1)::int as number from readers),
    batches as materialized (
      select number / ${page.batchSize}::int as batch, gen_random_uuid() as id, count(*)::int as size from numbered group by 1
    ),
    batch_rows as (
      insert into delivery_batches (id, campaign_id, release_id, size)
      select id, ${page.campaignId}::uuid, ${page.releaseId}::uuid, size from batches
    ),
    delivery_rows as (
      insert into deliveries (campaign_id, subscriber_id, batch_id, position)
      select ${page.campaignId}::uuid, numbered.id, batches.id, numbered.number % ${page.batchSize}::int
      from numbered join batches on batches.batch = numbered.number / ${page.batchSize}::int
    ),
    job_rows as (
      insert into job_outbox (id, name, payload, created_at)
      select gen_random_uuid(), ${page.batchJob}::text, jsonb_build_object('batchId', id), ${page.now.toString()}::timestamptz from batches
    )
    select count(*)::int as count, max(id::text) as last_id from readers`)
  const [row] = result.rows
  return { count: row?.count ?? 0, lastId: row?.last_id ?? null }
}

export async function findBatch(executor: Executor, id: string): Promise<DeliveryBatch | undefined> {
  const [row] = await executor.select().from(deliveryBatches).where(eq(deliveryBatches.id, id))
  return row
}

export async function lockBatch(executor: Executor, id: string): Promise<DeliveryBatch | undefined> {
  const [row] = await executor.select().from(deliveryBatches).where(eq(deliveryBatches.id, id)).for('update')
  return row
}

export type Recipient = {
  readonly position: number
  readonly subscriberId: string
  readonly emailSealed: Uint8Array | null
  readonly nameSealed: Uint8Array | null
  readonly phraseSealed: Uint8Array | null
  readonly locale: typeof subscribers.$inferSelect.locale
  readonly endedAt: Temporal.Instant | null
  readonly isSuppressed: boolean
}

/** The recipients of a batch as they stand at this moment, in order: the last look at consent and suppression. */
export function readRecipients(executor: Executor, batchId: string): Promise<Recipient[]> {
  return executor
    .select({
      position: deliveries.position,
      subscriberId: subscribers.id,
      emailSealed: subscribers.emailSealed,
      nameSealed: subscribers.nameSealed,
      phraseSealed: subscribers.phraseSealed,
      locale: subscribers.locale,
      endedAt: subscribers.endedAt,
      isSuppressed: sql<boolean>`${isSuppressed(executor)}`,
    })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .where(eq(deliveries.batchId, batchId))
    .orderBy(deliveries.position)
}

export async function updateBatch(
  executor: Executor,
  id: string,
  changes: Partial<typeof deliveryBatches.$inferInsert>,
): Promise<void> {
  await executor.update(deliveryBatches).set(changes).where(eq(deliveryBatches.id, id))
}

/**
 * Notes that the call begun at `begunAt` has ended and sent nothing, and puts back what was known before it. A call that
 * somebody else has begun since is left alone.
 */
export async function endBatchAttempt(
  executor: Executor,
  id: string,
  { begunAt, earlier }: { begunAt: Temporal.Instant; earlier: Temporal.Instant | null },
): Promise<void> {
  await executor
    .update(deliveryBatches)
    .set({ attemptingSince: earlier })
    .where(and(eq(deliveryBatches.id, id), eq(deliveryBatches.attemptingSince, begunAt)))
}

export async function insertBatch(executor: Executor, batch: typeof deliveryBatches.$inferInsert): Promise<void> {
  await executor.insert(deliveryBatches).values(batch)
}

/** Notes which recipients a batch leaves out, and why. */
export async function markDropped(
  executor: Executor,
  batchId: string,
  drops: readonly { position: number; reason: DropReason }[],
  now: Temporal.Instant,
): Promise<void> {
  for (const reason of new Set(drops.map((drop) => drop.reason))) {
    const positions = drops.filter((drop) => drop.reason === reason).map(({ position }) => position)
    await executor.update(deliveries).set({ droppedAt: now, dropReason: reason }).where(placedAt(batchId, positions))
  }
}

export async function markFailed(
  executor: Executor,
  batchId: string,
  failures: readonly { position: number; code: string }[],
  now: Temporal.Instant,
): Promise<void> {
  for (const code of new Set(failures.map((failure) => failure.code))) {
    const positions = failures.filter((failure) => failure.code === code).map(({ position }) => position)
    await executor.update(deliveries).set({ failedAt: now, failureCode: code }).where(placedAt(batchId, positions))
  }
}

export async function markUncertain(
  executor: Executor,
  batchId: string,
  positions: readonly number[],
  now: Temporal.Instant,
): Promise<void> {
  if (positions.length > 0)
    await executor.update(deliveries).set({ uncertainAt: now }).where(placedAt(batchId, positions))
}

/** Moves recipients of one batch, in order, to the places 0… of another. */
export async function moveDeliveries(
  executor: Executor,
  fromBatchId: string,
  positions: readonly number[],
  toBatchId: string,
): Promise<void> {
  await executor.execute(sql`
    update deliveries set batch_id = ${toBatchId}::uuid, position = moved.place - 1
    from unnest(${sql.param([...positions])}::smallint[]) with ordinality as moved(position, place)
    where deliveries.batch_id = ${fromBatchId}::uuid and deliveries.position = moved.position`)
}

/** Ids of the batches of a campaign that are not settled. */
export async function listUnsettledBatchIds(executor: Executor, campaignId: string): Promise<string[]> {
  const rows = await executor
    .select({ id: deliveryBatches.id })
    .from(deliveryBatches)
    .where(and(eq(deliveryBatches.campaignId, campaignId), isNull(deliveryBatches.settledAt)))
  return rows.map(({ id }) => id)
}

export async function hasUnsettledBatches(executor: Executor, campaignId: string): Promise<boolean> {
  const rows = await executor
    .select({ one: sql`1` })
    .from(deliveryBatches)
    .where(and(eq(deliveryBatches.campaignId, campaignId), isNull(deliveryBatches.settledAt)))
    .limit(1)
  return rows.length > 0
}

/** Whether a campaign has begun, is not over, and has no batch that is not settled. */
export async function mayBeFinished(executor: Executor, campaignId: string): Promise<boolean> {
  const unsettled = executor
    .select({ one: sql`1` })
    .from(deliveryBatches)
    .where(and(eq(deliveryBatches.campaignId, campaigns.id), isNull(deliveryBatches.settledAt)))
  const rows = await executor
    .select({ one: sql`1` })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.id, campaignId),
        isNotNull(campaigns.releasedAt),
        isNull(campaigns.finishedAt),
        isNull(campaigns.cancelledAt),
        not(exists(unsettled)),
      ),
    )
  return rows.length > 0
}

/** Whether somebody has left, or been suppressed, whom a batch has not dropped. */
export async function hasUnmailable(executor: Executor, batchId: string): Promise<boolean> {
  const rows = await executor
    .select({ one: sql`1` })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .where(
      and(
        eq(deliveries.batchId, batchId),
        isNull(deliveries.droppedAt),
        or(isNotNull(subscribers.endedAt), isSuppressed(executor)),
      ),
    )
    .limit(1)
  return rows.length > 0
}

function placedAt(batchId: string, positions: readonly number[]) {
  return and(eq(deliveries.batchId, batchId), inArray(deliveries.position, [...positions]))
}

/**
 * Settles one batch, or every batch of a campaign, of which nothing was sent and no call is open: all of its recipients
 * are dropped.
 */
export async function dropUnsentBatches(
  executor: Executor,
  which: { batchId: string } | { campaignId: string },
  now: Temporal.Instant,
): Promise<void> {
  const chosen =
    'batchId' in which ? eq(deliveryBatches.id, which.batchId) : eq(deliveryBatches.campaignId, which.campaignId)
  await executor.execute(sql`
    with dropped as (
      update delivery_batches set settled_at = ${now.toString()}, dropped_count = size, sealed = null
      where ${chosen} and settled_at is null and attempting_since is null
      returning id
    )
    update deliveries set dropped_at = ${now.toString()}, drop_reason = 'cancelled'
    from dropped where deliveries.batch_id = dropped.id and deliveries.dropped_at is null`)
}

/** The positions of a batch's recipients that were not dropped, in order. */
export async function readKeptPositions(executor: Executor, batchId: string): Promise<number[]> {
  const rows = await executor
    .select({ position: deliveries.position })
    .from(deliveries)
    .where(and(eq(deliveries.batchId, batchId), isNull(deliveries.droppedAt)))
    .orderBy(deliveries.position)
  return rows.map(({ position }) => position)
}
