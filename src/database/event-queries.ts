import { and, asc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { DeliveryEvidence, EvidenceCounts, KnownDelivery } from '#domain/delivery-evidence'
import type { Executor } from './database.ts'
import { deliveries, deliveryBatches, providerEvents, subscribers } from './tables.ts'

export type StoredProviderEvent = typeof providerEvents.$inferSelect

/** Keeps an event, unless it is there already. */
export async function insertProviderEvent(
  executor: Executor,
  event: typeof providerEvents.$inferInsert,
): Promise<void> {
  await executor.insert(providerEvents).values(event).onConflictDoNothing()
}

/**
 * Takes the next events that nobody has applied and nobody else is applying; those for which no delivery was found wait
 * until `retriedBefore`.
 */
export function takeOpenEvents(
  executor: Executor,
  { limit, retriedBefore }: { limit: number; retriedBefore: Temporal.Instant },
): Promise<StoredProviderEvent[]> {
  return executor
    .select()
    .from(providerEvents)
    .where(
      and(
        isNull(providerEvents.appliedAt),
        or(isNull(providerEvents.triedAt), lt(providerEvents.triedAt, retriedBefore)),
      ),
    )
    .orderBy(asc(providerEvents.arrivedAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function markEventsApplied(
  executor: Executor,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length > 0) await executor.update(providerEvents).set({ appliedAt: now }).where(hasOneOf(ids))
}

/** Notes that no delivery was found for these events. */
export async function markEventsTried(
  executor: Executor,
  ids: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  if (ids.length > 0) await executor.update(providerEvents).set({ triedAt: now }).where(hasOneOf(ids))
}

function hasOneOf(ids: readonly string[]) {
  return sql`${providerEvents.id} = any(${sql.param([...ids])}::text[])`
}

/** Forgets applied events that came before `cutoff`, at most `limit` of them; says how many. */
export async function deleteAppliedEvents(
  executor: Executor,
  { cutoff, limit }: { cutoff: Temporal.Instant; limit: number },
): Promise<number> {
  const old = executor
    .select({ id: providerEvents.id })
    .from(providerEvents)
    .where(and(isNotNull(providerEvents.appliedAt), lt(providerEvents.arrivedAt, cutoff)))
    .limit(limit)
  const deleted = await executor.delete(providerEvents).where(inArray(providerEvents.id, old))
  return deleted.rowCount ?? 0
}

/** The campaigns of these batches, without a lock: a batch never changes its campaign. */
export async function findCampaignsOfBatches(
  executor: Executor,
  batchIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await executor
    .select({ id: deliveryBatches.id, campaignId: deliveryBatches.campaignId })
    .from(deliveryBatches)
    .where(inArray(deliveryBatches.id, [...batchIds]))
  return new Map(rows.map(({ id, campaignId }) => [id, campaignId]))
}

/** What is known of a letter since it was handed over. */
export const evidenceColumns = {
  uncertainAt: deliveries.uncertainAt,
  provenAt: deliveries.provenAt,
  deliveredAt: deliveries.deliveredAt,
  delayedAt: deliveries.delayedAt,
  bouncedAt: deliveries.bouncedAt,
  bounceKind: deliveries.bounceKind,
  complainedAt: deliveries.complainedAt,
}

/** A letter that something was told about, with what its reader's suppression needs. */
export type PlacedDelivery = KnownDelivery & {
  readonly batchId: string
  readonly position: number
  /** Null for a reader who was erased. */
  readonly suppressionHash: Uint8Array | null
}

type Place = { readonly batchId: string; readonly position: number }

/**
 * Reads letters by their places, and keeps every other transaction from their batches until this one ends. Batches are
 * locked in the order of their ids, so that two who do this at the same time wait for each other and no more.
 */
export async function lockPlacedDeliveries(executor: Executor, places: readonly Place[]): Promise<PlacedDelivery[]> {
  if (places.length === 0) return []
  const batchIds = [...new Set(places.map(({ batchId }) => batchId))]
  const batches = await executor
    .select({ id: deliveryBatches.id, settledAt: deliveryBatches.settledAt })
    .from(deliveryBatches)
    .where(inArray(deliveryBatches.id, batchIds))
    .orderBy(asc(deliveryBatches.id))
    .for('no key update')
  const settled = new Map(batches.map(({ id, settledAt }) => [id, settledAt !== null]))
  const rows = await executor
    .select({
      batchId: deliveries.batchId,
      position: deliveries.position,
      ...evidenceColumns,
      suppressionHash: subscribers.suppressionHash,
    })
    .from(deliveries)
    .innerJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .where(sql`(${deliveries.batchId}, ${deliveries.position}) in (
      select * from unnest(
        ${sql.param(places.map(({ batchId }) => batchId))}::uuid[],
        ${sql.param(places.map(({ position }) => position))}::smallint[]
      )
    )`)
  return rows.map((row) => ({ ...row, isBatchSettled: settled.get(row.batchId) ?? false }))
}

/** Writes down what is now known of these letters. */
export async function saveEvidence(
  executor: Executor,
  letters: readonly (Place & { readonly evidence: DeliveryEvidence })[],
): Promise<void> {
  if (letters.length === 0) return
  const column = (values: readonly unknown[]) => sql.param([...values])
  const instants = (fact: Exclude<keyof DeliveryEvidence, 'bounceKind'>) =>
    column(letters.map(({ evidence }) => evidence[fact]?.toString() ?? null))
  await executor.execute(sql`
    update deliveries set proven_at = told.proven_at, delivered_at = told.delivered_at, delayed_at = told.delayed_at,
      bounced_at = told.bounced_at, bounce_kind = told.bounce_kind, complained_at = told.complained_at
    from unnest(
      ${column(letters.map(({ batchId }) => batchId))}::uuid[],
      ${column(letters.map(({ position }) => position))}::smallint[],
      ${instants('provenAt')}::timestamptz[],
      ${instants('deliveredAt')}::timestamptz[],
      ${instants('delayedAt')}::timestamptz[],
      ${instants('bouncedAt')}::timestamptz[],
      ${column(letters.map(({ evidence }) => evidence.bounceKind))}::text[],
      ${instants('complainedAt')}::timestamptz[]
    ) as told(batch_id, position, proven_at, delivered_at, delayed_at, bounced_at, bounce_kind, complained_at)
    where deliveries.batch_id = told.batch_id and deliveries.position = told.position`)
}

/** Adds to the counts of batches; what was proven moves from the uncertain to the accepted. */
export async function raiseBatchCounts(executor: Executor, counts: ReadonlyMap<string, EvidenceCounts>): Promise<void> {
  if (counts.size === 0) return
  const of = (count: keyof EvidenceCounts) => sql.param([...counts.values()].map((raised) => raised[count]))
  await executor.execute(sql`
    update delivery_batches set
      accepted_count = accepted_count + told.proven,
      uncertain_count = uncertain_count - told.proven,
      delivered_count = delivered_count + told.delivered,
      bounced_count = bounced_count + told.bounced,
      hard_bounced_count = hard_bounced_count + told.hard_bounced,
      complained_count = complained_count + told.complained
    from unnest(
      ${sql.param([...counts.keys()])}::uuid[],
      ${of('proven')}::smallint[],
      ${of('delivered')}::smallint[],
      ${of('bounced')}::smallint[],
      ${of('hardBounced')}::smallint[],
      ${of('complained')}::smallint[]
    ) as told(id, proven, delivered, bounced, hard_bounced, complained)
    where delivery_batches.id = told.id`)
}
