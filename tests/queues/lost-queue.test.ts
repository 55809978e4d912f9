import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { countJobs, enqueueJobs } from '#database/job-outbox'
import { limits } from '#domain/limits'
import { queueBenches } from '../support/queue-benches.ts'
import { waitFor } from '../support/wait.ts'

test.each(queueBenches)('one sweep rings for everything that a lost queue forgot, %s', async (_, open) => {
  await using bench = await open()
  const { world, testDatabase } = bench.stage
  const jobs = Array.from({ length: 2 * limits.outboxPageSize + 7 }, () => ({
    id: randomUUID(),
    name: 'finish-campaign' as const,
    payload: { campaignId: randomUUID() },
    now: world.now(),
  }))
  await enqueueJobs(world.database, jobs)
  await testDatabase.pool.query('update job_outbox set rung_at = $1', [world.now().toString()])
  bench.stage.clock.advance({ seconds: limits.jobSilenceSeconds + 1 })
  // The clock stands still from here: the sweep at the start is the only one.
  await bench.work()
  await waitFor('every job to be done', async () => (await countJobs(world.database)).waiting === 0)
  expect(await countJobs(world.database)).toEqual({ waiting: 0, failed: 0 })
})

test.each(queueBenches)('jobs that run by themselves outlive their queue, %s', async (_, open) => {
  await using bench = await open()
  const { clock, testDatabase } = bench.stage
  const readBeat = async (): Promise<number> => {
    const { rows } = await testDatabase.pool.query('select beat from sending_pulse')
    return Number(rows[0]?.beat)
  }
  await bench.work()
  // The start beats once by itself; the second beat is that of the job, whose next run then waits in the queue.
  await waitFor('the job to run', async () => (await readBeat()) === 2)
  await bench.loseEverything()
  expect(await readBeat()).toBe(2)
  clock.advance({ seconds: limits.recoverySweepSeconds + 1 })
  await waitFor('the job to run again', async () => (await readBeat()) > 2, { withinSeconds: 12 })
})
