import { and, eq, exists, isNotNull, isNull, lt, not, or, sql } from 'drizzle-orm'
import type { BatchProgress } from '#domain/delivery-batch'
import type { ProviderName } from '#domain/provider'
import { batchJobs } from '#jobs/job-contracts'
import type { Executor } from './database.ts'
import { given, prepared, preparedRows } from './prepared.ts'
import { campaigns, deliveryBatches, mailProviders, organisation } from './tables.ts'

export type DeliveryBatch = typeof deliveryBatches.$inferSelect

export async function findBatch(executor: Executor, id: string): Promise<DeliveryBatch | undefined> {
  const [row] = await executor.select().from(deliveryBatches).where(eq(deliveryBatches.id, id))
  return row
}

const lockingBatch = prepared((connection) =>
  connection
    .select()
    .from(deliveryBatches)
    .where(eq(deliveryBatches.id, sql.placeholder('id')))
    .for('update')
    .prepare('lock_batch'),
)

export async function lockBatch(executor: Executor, id: string): Promise<DeliveryBatch | undefined> {
  const [row] = await lockingBatch(executor).execute({ id })
  return row
}

const dispatchColumns = {
  campaign: {
    id: campaigns.id,
    provider: campaigns.provider,
    approvalId: campaigns.approvalId,
    releasedAt: campaigns.releasedAt,
    pausedAt: campaigns.pausedAt,
    heldAt: campaigns.heldAt,
    cancelledAt: campaigns.cancelledAt,
  },
  sendingStoppedAt: organisation.sendingStoppedAt,
  mailProvider: mailProviders,
}

/** Everything outside of a batch that says whether it may leave and by whom, in one look. */
export type Dispatch = Awaited<ReturnType<typeof readDispatch>>

const readingDispatch = prepared((connection) =>
  connection
    .select(dispatchColumns)
    .from(campaigns)
    .leftJoin(organisation, eq(organisation.id, 1))
    .leftJoin(mailProviders, sql`true`)
    .where(eq(campaigns.id, sql.placeholder('campaignId')))
    .prepare('read_dispatch'),
)

/** @throws Error when there is no such campaign */
export async function readDispatch(executor: Executor, campaignId: string) {
  const rows = await readingDispatch(executor).execute({ campaignId })
  const [first] = rows
  if (!first) throw new Error('A batch has lost its campaign.')
  const { campaign, sendingStoppedAt } = first
  return { campaign, sendingStoppedAt, mailProviders: rows.flatMap(({ mailProvider }) => mailProvider ?? []) }
}

export async function updateBatch(
  executor: Executor,
  id: string,
  changes: Partial<typeof deliveryBatches.$inferInsert>,
): Promise<void> {
  await executor.update(deliveryBatches).set(changes).where(eq(deliveryBatches.id, id))
}

/** What is written to a batch when it is sealed and first claimed for a call. */
export type BatchSeal = Pick<DeliveryBatch, keyof typeof sealColumns>

const sealColumns = {
  provider: deliveryBatches.provider,
  sealedAt: deliveryBatches.sealedAt,
  sealed: deliveryBatches.sealed,
  payloadHash: deliveryBatches.payloadHash,
  firstAttemptAt: deliveryBatches.firstAttemptAt,
  attemptingSince: deliveryBatches.attemptingSince,
  progress: deliveryBatches.progress,
}

const sealingBatch = preparedRows('seal_batch', (connection) =>
  connection
    .update(deliveryBatches)
    .set(given(sealColumns))
    .where(eq(deliveryBatches.id, sql.placeholder('id'))),
)

export async function sealBatch(executor: Executor, id: string, seal: BatchSeal): Promise<void> {
  await sealingBatch(executor, { id, ...seal })
}

/** What became of the readers of a batch; of whom nothing is said, there are none. */
export type BatchSettlement = Pick<DeliveryBatch, 'settledAt' | 'size' | 'droppedCount'> &
  Partial<Pick<DeliveryBatch, keyof typeof settlementColumns>> & {
    /** Addresses found dead at once, beside those that events have told of. */
    readonly hardBounces?: number
  }

const settlementColumns = {
  settledAt: deliveryBatches.settledAt,
  size: deliveryBatches.size,
  acceptedCount: deliveryBatches.acceptedCount,
  droppedCount: deliveryBatches.droppedCount,
  failedCount: deliveryBatches.failedCount,
  uncertainCount: deliveryBatches.uncertainCount,
  providerIds: deliveryBatches.providerIds,
}

const settlingBatch = preparedRows('settle_batch', (connection) =>
  connection
    .update(deliveryBatches)
    .set({
      ...given(settlementColumns),
      hardBouncedCount: sql`${deliveryBatches.hardBouncedCount} + ${sql.placeholder('hardBounces')}`,
      attemptingSince: null,
      progress: null,
      sealed: null,
    })
    .where(and(eq(deliveryBatches.id, sql.placeholder('id')), isNull(deliveryBatches.settledAt)))
    .returning({ id: deliveryBatches.id }),
)

const noOutcomes = { acceptedCount: 0, failedCount: 0, uncertainCount: 0, providerIds: null, hardBounces: 0 }

/** Settles a batch, unless it is settled already; says whether it did. */
export async function settleOpenBatch(executor: Executor, id: string, settlement: BatchSettlement): Promise<boolean> {
  const settled = await settlingBatch(executor, { id, ...noOutcomes, ...settlement })
  return settled.length > 0
}

/**
 * Notes how far a batch may have begun, and what became of those that have ended. False when somebody else has taken the
 * batch over since the note of `begunAt`, so that nothing more of it may be handed over. Harmless when done twice.
 */
export async function noteWindow(
  executor: Executor,
  id: string,
  { begunAt, now, progress }: { begunAt: Temporal.Instant; now: Temporal.Instant; progress: BatchProgress },
): Promise<boolean> {
  const times = { begunAt: begunAt.toString(), now: now.toString() }
  // As plain SQL, since it is said several times for each batch, and building it from parts costs as much as running it.
  const noted = await executor.execute(sql`
    update delivery_batches set attempting_since = ${times.now}, progress = ${JSON.stringify(progress)}
    where id = ${id} and attempting_since in (${times.begunAt}, ${times.now})`)
  return noted.rowCount === 1
}

/**
 * Notes that the call begun at `begunAt` has ended and sent nothing, and puts back what was known before it. A call that
 * somebody else has begun since is left alone.
 */
export async function endBatchAttempt(
  executor: Executor,
  id: string,
  {
    begunAt,
    earlier,
    putOffSince,
  }: { begunAt: Temporal.Instant; earlier: Temporal.Instant | null; putOffSince: Temporal.Instant | null },
): Promise<boolean> {
  const ended = await executor
    .update(deliveryBatches)
    .set({ attemptingSince: earlier, progress: null, putOffSince })
    .where(and(eq(deliveryBatches.id, id), eq(deliveryBatches.attemptingSince, begunAt)))
    .returning({ id: deliveryBatches.id })
  return ended.length > 0
}

export async function insertBatch(executor: Executor, batch: typeof deliveryBatches.$inferInsert): Promise<void> {
  await executor.insert(deliveryBatches).values(batch)
}

/**
 * Writes a job for every batch of a campaign that is not settled: for the provider that may have begun to send it, and
 * for that of the campaign otherwise. It takes the place of one that waits for its hour or has failed for good.
 */
export async function enqueueUnsettledBatches(
  executor: Executor,
  campaignId: string,
  { provider, configured, now }: { provider: ProviderName; configured: readonly ProviderName[]; now: Temporal.Instant },
): Promise<void> {
  await executor.execute(sql`
    delete from job_outbox using delivery_batches
    where delivery_batches.campaign_id = ${campaignId}::uuid and delivery_batches.settled_at is null
      and (job_outbox.due_at > ${now.toString()} or job_outbox.failed_at is not null)
      and job_outbox.payload ->> 'batchId' = delivery_batches.id::text`)
  await executor.execute(sql`
    insert into job_outbox (id, name, payload, created_at)
    select gen_random_uuid(),
      ${JSON.stringify(batchJobs)}::jsonb ->> case
        when attempting_since is not null and provider = any(${sql.param([...configured])}::text[]) then provider
        else ${provider}::text
      end,
      jsonb_build_object('batchId', id),
      ${now.toString()}::timestamptz
    from delivery_batches where campaign_id = ${campaignId}::uuid and settled_at is null`)
}

export async function hasUnsettledBatches(executor: Executor, campaignId: string): Promise<boolean> {
  const rows = await executor
    .select({ one: sql`1` })
    .from(deliveryBatches)
    .where(and(eq(deliveryBatches.campaignId, campaignId), isNull(deliveryBatches.settledAt)))
    .limit(1)
  return rows.length > 0
}

const askingForEnd = preparedRows('ask_for_end', (connection) => {
  const unsettled = connection
    .select({ one: sql`1` })
    .from(deliveryBatches)
    .where(and(eq(deliveryBatches.campaignId, campaigns.id), isNull(deliveryBatches.settledAt)))
  return connection
    .select({ one: sql`1` })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.id, sql.placeholder('campaignId')),
        isNotNull(campaigns.releasedAt),
        isNull(campaigns.finishedAt),
        isNull(campaigns.cancelledAt),
        not(exists(unsettled)),
      ),
    )
})

/** Whether a campaign has begun, is not over, and has no batch that is not settled. */
export async function mayBeFinished(executor: Executor, campaignId: string): Promise<boolean> {
  const rows = await askingForEnd(executor, { campaignId })
  return rows.length > 0
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

/** The condition, over `campaigns`, that a copy of the letter has left, or may have. */
export function hasBegunToLeave(executor: Executor) {
  const { campaignId, firstAttemptAt, settledAt, droppedCount, size } = deliveryBatches
  return exists(
    executor
      .select({ one: sql`1` })
      .from(deliveryBatches)
      .where(
        and(eq(campaignId, campaigns.id), isNotNull(firstAttemptAt), or(isNull(settledAt), lt(droppedCount, size))),
      ),
  )
}
