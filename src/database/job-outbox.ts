import { and, asc, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { JobName, JobPayload } from '#jobs/job-contracts'
import type { Executor } from './database.ts'
import { jobOutbox } from './tables.ts'

export type OutboxJob = {
  readonly id: string
  readonly name: string
  readonly payload: Readonly<Record<string, string>>
}

/** Writes a job in the transaction of the fact that causes it. It runs at least once after the commit, or never. */
export async function enqueueJob<Name extends JobName>(
  executor: Executor,
  job: { id: string; name: Name; payload: JobPayload<Name>; now: Temporal.Instant },
): Promise<void> {
  await enqueueJobs(executor, [job])
}

/** As `enqueueJob`, for many jobs in one statement. */
export async function enqueueJobs<Name extends JobName>(
  executor: Executor,
  jobs: readonly { id: string; name: Name; payload: JobPayload<Name>; now: Temporal.Instant }[],
): Promise<void> {
  if (jobs.length === 0) return
  await executor
    .insert(jobOutbox)
    .values(jobs.map(({ id, name, payload, now }) => ({ id, name, payload, createdAt: now })))
}

/** The oldest jobs that were never rung, locked until the transaction ends; jobs another relay holds are passed over. */
export function lockUnrungJobs(executor: Executor, limit: number): Promise<OutboxJob[]> {
  return executor
    .select({ id: jobOutbox.id, name: jobOutbox.name, payload: jobOutbox.payload })
    .from(jobOutbox)
    .where(isNull(jobOutbox.rungAt))
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

/** Claims the one call that a job may make; false when an earlier call has no known end, or the job is gone. */
export async function beginJobAttempt(executor: Executor, id: string, now: Temporal.Instant): Promise<boolean> {
  const begun = await executor
    .update(jobOutbox)
    .set({ attemptingSince: now })
    .where(and(eq(jobOutbox.id, id), isNull(jobOutbox.attemptingSince)))
    .returning({ id: jobOutbox.id })
  return begun.length > 0
}

/** Notes that a call has ended and did nothing, so that there may be another. */
export async function endJobAttempt(executor: Executor, id: string): Promise<void> {
  await executor.update(jobOutbox).set({ attemptingSince: null }).where(eq(jobOutbox.id, id))
}

/** Removes a job whose handler has finished. */
export async function finishJob(executor: Executor, id: string): Promise<void> {
  await executor.delete(jobOutbox).where(eq(jobOutbox.id, id))
}

/** Keeps a job that failed for good, with its code, for a person to look at; the recovery sweep leaves it alone. */
export async function failJob(executor: Executor, id: string, code: string, now: Temporal.Instant): Promise<void> {
  await executor.update(jobOutbox).set({ failedAt: now, failureCode: code }).where(eq(jobOutbox.id, id))
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
