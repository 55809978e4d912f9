import { and, eq, exists, gte, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { AudienceRule, DropReason } from '#domain/audience'
import type { Occasion, WishReason } from '#domain/reading-wish'
import type { JobName } from '#jobs/job-contracts'
import { audienceCondition, heldBackBy, heldBackByGiven, isSuppressed } from './audience-queries.ts'
import type { Executor } from './database.ts'
import { plannedRows } from './prepared.ts'
import { addressChanges, deliveries, deliveryBatches, subscribers } from './tables.ts'

export type AudiencePage = {
  readonly campaignId: string
  readonly releaseId: string
  readonly rule: AudienceRule
  /** What readers' own wishes look at; whoever does not want the letter gets no place. */
  readonly occasion: Occasion
  /** The zone whose readers are meant; null for everyone. Readers without a zone count for `fallbackZone`. */
  readonly timeZone: string | null
  readonly fallbackZone: string
  readonly confirmedBefore: Temporal.Instant
  readonly after: string | null
  readonly pageSize: number
  readonly batchSize: number
  /** Ids for its batches, in their order: as many as a full page in every language needs. */
  readonly batchIds: readonly string[]
  /** The job that sends each batch. */
  readonly batchJob: JobName
  readonly now: Temporal.Instant
}

/**
 * Gives the next page of an audience their deliveries, cuts these into batches of one language each and writes a job for
 * each batch: one statement, so that a page is there as a whole or not at all. Readers who have a delivery of this campaign
 * are passed over, which is what makes a second walk harmless.
 * @param executor a transaction; what it does besides is planned for indexes as well
 * @returns how many readers the page held, and the id of the last
 */
export async function insertAudiencePage(
  executor: Executor,
  page: AudiencePage,
): Promise<{ count: number; lastId: string | null }> {
  // PostgreSQL learns how large a table is minutes after it has grown. Until then it would read every delivery of the
  // campaign for each page, and every batch for each foreign key; through the indexes a page costs the same to the last.
  await executor.execute(sql`set local enable_seqscan = off`)
  const alreadyPlaced = executor
    .select({ one: sql`1` })
    .from(deliveries)
    .where(and(eq(deliveries.campaignId, page.campaignId), eq(deliveries.subscriberId, subscribers.id)))
  const zone = sql`coalesce(${subscribers.timeZone}, ${page.fallbackZone}::text)`
  const readers = executor
    .select({ id: subscribers.id, locale: subscribers.locale })
    .from(subscribers)
    .where(
      and(
        audienceCondition(executor, page.rule),
        sql`${heldBackBy(page.occasion)} is null`,
        sql`${subscribers.confirmedAt} <= ${page.confirmedBefore.toString()}`,
        page.after === null ? undefined : sql`${subscribers.id} > ${page.after}`,
        page.timeZone === null ? undefined : sql`${zone} = ${page.timeZone}`,
        // An offset keeps the planner from making a join of it, for the same reason.
        sql`not exists (select from (${alreadyPlaced}) as placed offset 0)`,
      ),
    )
    .orderBy(subscribers.id)
    .limit(page.pageSize)
  const result = await executor.execute<{ count: number; last_id: string | null }>(sql`
    with readers as materialized (${readers}),
    numbered as materialized (
      select id, locale, (row_number() over (partition by locale order by id) - 1)::int as number from readers
    ),
    cuts as (select locale, number / ${page.batchSize}::int as cut, count(*)::int as size from numbered group by 1, 2),
    batches as materialized (
      select locale, cut, size,
        (${sql.param([...page.batchIds])}::uuid[])[row_number() over (order by cut, locale)] as id
      from cuts
    ),
    batch_rows as (
      insert into delivery_batches (id, campaign_id, release_id, locale, size)
      select id, ${page.campaignId}::uuid, ${page.releaseId}::uuid, locale, size from batches
    ),
    delivery_rows as (
      insert into deliveries (campaign_id, subscriber_id, batch_id, position)
      select ${page.campaignId}::uuid, numbered.id, batches.id, numbered.number % ${page.batchSize}::int
      from numbered join batches
        on batches.locale = numbered.locale and batches.cut = numbered.number / ${page.batchSize}::int
    ),
    job_rows as (
      insert into job_outbox (id, name, payload, created_at)
      select gen_random_uuid(), ${page.batchJob}::text, jsonb_build_object('batchId', id), ${page.now.toString()}::timestamptz from batches
    )
    select count(*)::int as count, max(id::text) as last_id from readers`)
  const [row] = result.rows
  return { count: row?.count ?? 0, lastId: row?.last_id ?? null }
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
  /** What in their own wishes keeps the letter from them. */
  readonly heldBack: WishReason | null
  readonly isTextOnly: boolean
}

const readingRecipients = plannedRows<RecipientRow>((connection) =>
  connection
    .select({
      position: deliveries.position,
      id: subscribers.id,
      email_sealed: subscribers.emailSealed,
      name_sealed: subscribers.nameSealed,
      phrase_sealed: subscribers.phraseSealed,
      locale: subscribers.locale,
      ended_at: sql`${subscribers.endedAt}::text`.as('ended_at'),
      is_suppressed: sql`${isSuppressed(connection)}`.as('is_suppressed'),
      held_back: sql`${heldBackByGiven()}`.as('held_back'),
      is_text_only: subscribers.isTextOnly,
    })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .where(eq(deliveries.batchId, sql.placeholder('batchId')))
    .orderBy(deliveries.position),
)

/** The recipients of a batch as they stand at this moment, in order: the last look at consent, suppression and wishes. */
export async function readRecipients(executor: Executor, batchId: string, occasion: Occasion): Promise<Recipient[]> {
  const rows = await readingRecipients(executor, { ...occasion, now: occasion.now.toString(), batchId })
  return rows.map((row) => ({
    position: row.position,
    subscriberId: row.id,
    emailSealed: row.email_sealed,
    nameSealed: row.name_sealed,
    phraseSealed: row.phrase_sealed,
    locale: row.locale,
    endedAt: row.ended_at === null ? null : Temporal.Instant.from(row.ended_at),
    isSuppressed: row.is_suppressed,
    heldBack: row.held_back,
    isTextOnly: row.is_text_only,
  }))
}

type RecipientRow = {
  readonly position: number
  readonly id: string
  readonly email_sealed: Uint8Array | null
  readonly name_sealed: Uint8Array | null
  readonly phrase_sealed: Uint8Array | null
  readonly locale: Recipient['locale']
  readonly ended_at: string | null
  readonly is_suppressed: boolean
  readonly held_back: Recipient['heldBack']
  readonly is_text_only: boolean
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

/**
 * Notes whose letter may have left or not; those of whom something was told since have it, and stay as they are.
 * @returns how many are uncertain
 */
export async function markUncertain(
  executor: Executor,
  batchId: string,
  positions: readonly number[],
  now: Temporal.Instant,
): Promise<number> {
  if (positions.length === 0) return 0
  const { deliveredAt, delayedAt, bouncedAt, complainedAt, provenAt } = deliveries
  const uncertain = await executor
    .update(deliveries)
    .set({ uncertainAt: now })
    .where(
      and(
        placedAt(batchId, positions),
        ...[deliveredAt, delayedAt, bouncedAt, complainedAt, provenAt].map((fact) => isNull(fact)),
      ),
    )
    .returning({ position: deliveries.position })
  return uncertain.length
}

/** The keyed hashes of the addresses at these places, in order; an address that was erased meanwhile has none. */
export async function readSuppressionHashes(
  executor: Executor,
  batchId: string,
  positions: readonly number[],
): Promise<Uint8Array[]> {
  const rows = await executor
    .select({ hash: subscribers.suppressionHash })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .where(placedAt(batchId, positions))
    .orderBy(subscribers.suppressionHash)
  return rows.flatMap(({ hash }) => hash ?? [])
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

/** Whether somebody has left, or been suppressed, whom a batch has not dropped. */
export async function hasUnmailable(executor: Executor, batchId: string): Promise<boolean> {
  const rows = await executor
    .select({ one: sql`1` })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .innerJoin(deliveryBatches, eq(deliveryBatches.id, deliveries.batchId))
    .where(
      and(
        eq(deliveries.batchId, batchId),
        isNull(deliveries.droppedAt),
        or(isNotNull(subscribers.endedAt), isSuppressed(executor), hasMovedSinceSeal(executor)),
      ),
    )
    .limit(1)
  return rows.length > 0
}

/** Over readers and their batch: the address under its seal is one that they have left. */
function hasMovedSinceSeal(executor: Executor) {
  return exists(
    executor
      .select({ one: sql`1` })
      .from(addressChanges)
      .where(
        and(eq(addressChanges.subscriberId, subscribers.id), gte(addressChanges.confirmedAt, deliveryBatches.sealedAt)),
      ),
  )
}

function placedAt(batchId: string, positions: readonly number[]) {
  return and(eq(deliveries.batchId, batchId), inArray(deliveries.position, [...positions]))
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
