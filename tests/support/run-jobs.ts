import type { SendingWorld } from '#actions/world'
import { failJob, finishJob, lockUnrungJobs, markJobsRung, putOffJob } from '#database/job-outbox'
import { PutOff } from '#domain/put-off'
import { jobNames } from '#jobs/job-contracts'
import { runHandler } from '#workers/handlers'
import { codeOf } from '#workers/job-error'

/**
 * Runs the jobs of the outbox one after the other until none is due, as the relay and the workers do together. A job that
 * is put off waits for the clock; one that throws is marked as failed with its code, and the codes are returned.
 */
export async function runJobs(world: SendingWorld): Promise<string[]> {
  const failures: string[] = []
  for (;;) {
    const jobs = await lockUnrungJobs(world.database, world.now(), 100)
    if (jobs.length === 0) return failures
    await markJobsRung(
      world.database,
      jobs.map(({ id }) => id),
      world.now(),
    )
    for (const { id, name: found, payload } of jobs) {
      const name = jobNames.find((known) => known === found)
      if (!name) throw new Error(`The outbox holds a job of no contract: ${found}`)
      try {
        await runHandler(world, name, payload, { key: id, signal: new AbortController().signal })
        await finishJob(world.database, id)
      } catch (error) {
        if (error instanceof PutOff) {
          await putOffJob(world.database, id, error.until)
          continue
        }
        failures.push(`${name}: ${codeOf(error)}`)
        await failJob(world.database, id, codeOf(error), world.now())
      }
    }
  }
}
