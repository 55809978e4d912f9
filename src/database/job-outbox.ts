import { and, asc, count, eq, inArray, isNotNull, isNull, lt, lte, or, sql } from 'drizzle-orm'
import type { ProviderName } from '#domain/provider'
import type { JobName, JobPayload } from '#jobs/job-contracts'
import type { Executor } from './database.ts'
import { prepared, preparedRows } from './prepared.ts'
import { jobOutbox } from './tables.ts'

export type OutboxJob = {
  readonly id: string
  readonly name: string
  readonly payload: Readonly<Record<string, string>>
}

/** A job to write. It is not rung before `dueAt`; without one it is rung at once. */
export type NewJob<Name extends JobName> = {
  readonly id: string
  readonly name: Name
  readonly payload: JobPayload<Name>
  readonly now: Temporal.Instant
  readonly dueAt?: Temporal.Instant | undefined
}

const enqueueingJob = prepared((connection) =>
  connection
    .insert(jobOutbox)
    .values({
      id: sql.placeholder('id'),
      name: sql.placeholder('name'),
      payload: sql.placeholder('payload'),
      createdAt: sql.placeholder('now'),
    })
    .prepare('enqueue_job'),
)

/** Writes a job in the transaction of the fact that causes it. It runs at least once after the commit, or never. */
export async function enqueueJob<Name extends JobName>(executor: Executor, job: NewJob<Name>): Promise<void> {
  await (job.dueAt === undefined ? enqueueingJob(executor).execute(job) : enqueueJobs(executor, [job]))
}

// A statement takes at most 65,535 parameters, and a row has five.
const insertedRowsMax = 5_000

/** As `enqueueJob`, for many jobs in few statements. */
export async function enqueueJobs<Name extends JobName>(
  executor: Executor,
  jobs: readonly NewJob<Name>[],
): Promise<void> {
  for (let start = 0; start < jobs.length; start += insertedRowsMax) {
    const rows = jobs.slice(start, start + insertedRowsMax)
    await executor
      .insert(jobOutbox)
      .values(rows.map(({ id, name, payload, now, dueAt }) => ({ id, name, payload, createdAt: now, dueAt })))
  }
}

/**
 * The oldest jobs that are due and not rung, locked until the transaction ends; jobs another relay holds are passed
 * over.
 */
export function lockUnrungJobs(executor: Executor, now: Temporal.Instant, limit: number): Promise<OutboxJob[]> {
  return executor
    .select({ id: jobOutbox.id, name: jobOutbox.name, payload: jobOutbox.payload })
    .from(jobOutbox)
    .where(and(isNull(jobOutbox.rungAt), or(isNull(jobOutbox.dueAt), lte(jobOutbox.dueAt, now))))
    .orderBy(asc(jobOutbox.createdAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

/** Jobs rung before an instant and not finished since: lost with a queue, or still waiting in it. Locked as above. */
export function lockUnfinishedJobs(
  executor: Executor,
  rungBefore: Temporal.Instant,
  limit: number,
): Promise<OutboxJob[]> {
  return executor
    .select({ id: jobOutbox.id, name: jobOutbox.name, payload: jobOutbox.payload })
    .from(jobOutbox)
    .where(and(isNotNull(jobOutbox.rungAt), isNull(jobOutbox.failedAt), lt(jobOutbox.rungAt, rungBefore)))
    .orderBy(asc(jobOutbox.rungAt))
    .limit(limit)
    .for('update', { skipLocked: true })
}

export async function markJobsRung(executor: Executor, ids: readonly string[], now: Temporal.Instant): Promise<void> {
  await executor
    .update(jobOutbox)
    .set({ rungAt: now, rings: sql`${jobOutbox.rings} + 1` })
    .where(inArray(jobOutbox.id, [...ids]))
}

/** What is known of the mail of a job, and since when somebody waits for it; undefined once the job is done. */
export async function findJobAttempt(
  executor: Executor,
  id: string,
): Promise<Pick<typeof jobOutbox.$inferSelect, 'createdAt' | 'attemptingSince' | 'attemptedBy'> | undefined> {
  const { createdAt, attemptingSince, attemptedBy } = jobOutbox
  const [job] = await executor
    .select({ createdAt, attemptingSince, attemptedBy })
    .from(jobOutbox)
    .where(eq(jobOutbox.id, id))
  return job
}

/** Claims the one call that a job may make; false when an earlier call has no known end, or the job is gone. */
export async function beginJobAttempt(
  executor: Executor,
  id: string,
  { provider, now }: { provider: ProviderName; now: Temporal.Instant },
): Promise<boolean> {
  const begun = await executor
    .update(jobOutbox)
    .set({ attemptingSince: now, attemptedBy: provider })
    .where(and(eq(jobOutbox.id, id), isNull(jobOutbox.attemptingSince)))
    .returning({ id: jobOutbox.id })
  return begun.length > 0
}

/** Notes that a call has ended and did nothing, so that there may be another, by any provider. */
export async function endJobAttempt(executor: Executor, id: string): Promise<void> {
  await executor.update(jobOutbox).set({ attemptingSince: null, attemptedBy: null }).where(eq(jobOutbox.id, id))
}

/** Has a job rung again at `until`, as if it were written for then. */
export async function putOffJob(executor: Executor, id: string, until: Temporal.Instant): Promise<void> {
  await executor.update(jobOutbox).set({ dueAt: until, rungAt: null }).where(eq(jobOutbox.id, id))
}

const finishingJob = preparedRows('finish_job', (connection) =>
  connection.delete(jobOutbox).where(eq(jobOutbox.id, sql.placeholder('id'))),
)

/** Removes a job whose handler has finished. */
export async function finishJob(executor: Executor, id: string): Promise<void> {
  await finishingJob(executor, { id })
}

/** Keeps a job that failed for good, with its code, for a person to look at; the recovery sweep leaves it alone. */
export async function failJob(executor: Executor, id: string, code: string, now: Temporal.Instant): Promise<void> {
  await executor.update(jobOutbox).set({ failedAt: now, failureCode: code }).where(eq(jobOutbox.id, id))
}

/** Forgets that walks of these releases failed for good, since they are begun anew. */
export async function dropFailedWalks(executor: Executor, releaseIds: readonly string[]): Promise<void> {
  const releaseId = sql<string>`${jobOutbox.payload} ->> 'releaseId'`
  await executor.delete(jobOutbox).where(and(isNotNull(jobOutbox.failedAt), inArray(releaseId, [...releaseIds])))
}

/** How many jobs wait and how many have failed for good. */
export async function countJobs(executor: Executor): Promise<{ waiting: number; failed: number }> {
  const [counts] = await executor
    .select({
      waiting: sql<number>`count(*) filter (where ${jobOutbox.failedAt} is null)::int`,
      failed: sql<number>`count(*) filter (where ${jobOutbox.failedAt} is not null)::int`,
    })
    .from(jobOutbox)
  return counts ?? { waiting: 0, failed: 0 }
}

/** Jobs that failed for good, counted by what they were and by the code of their failure. */
export async function summariseFailedJobs(
  executor: Executor,
): Promise<{ readonly name: string; readonly code: string; readonly count: number }[]> {
  const rows = await executor
    .select({ name: jobOutbox.name, code: jobOutbox.failureCode, count: count() })
    .from(jobOutbox)
    .where(isNotNull(jobOutbox.failedAt))
    .groupBy(jobOutbox.name, jobOutbox.failureCode)
    .orderBy(asc(jobOutbox.name), asc(jobOutbox.failureCode))
  return rows.map(({ name, code, ...rest }) => ({ name, code: code ?? 'unknown', ...rest }))
}

/** Has every job that failed for good rung again, with all of its attempts; says how many there were. */
export async function reviveFailedJobs(executor: Executor): Promise<number> {
  const revived = await executor
    .update(jobOutbox)
    .set({ failedAt: null, failureCode: null, rungAt: null, dueAt: null })
    .where(isNotNull(jobOutbox.failedAt))
  return revived.rowCount ?? 0
}
