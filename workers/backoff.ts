import { randomInt } from 'node:crypto'
import { limits } from '#domain/limits'
import type { JobName } from '#jobs/job-contracts'
import { jobContracts } from '#jobs/job-contracts'

/**
 * How long a job that failed waits before its next attempt, in milliseconds: doubled each time, up to a ceiling, less a
 * random part of at most 30 %, so that jobs that failed together do not come back together.
 * @param attemptsMade attempts that have failed, from 1
 */
export function backoffMilliseconds(name: JobName, attemptsMade: number): number {
  const seconds = Math.min(jobContracts[name].backoffSeconds * 2 ** (attemptsMade - 1), limits.jobBackoffSecondsMax)
  return seconds * 1000 - randomInt(Math.ceil(seconds * 300))
}
