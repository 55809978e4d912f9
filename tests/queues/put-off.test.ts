import { expect, test } from 'vitest'
import { subscribe } from '#actions/subscribe'
import { jobOutbox } from '#database/tables'
import { PutOff } from '#domain/put-off'
import { jobContracts } from '#jobs/job-contracts'
import { queueBenches, type QueueBench } from '../support/queue-benches.ts'
import { buildRequest } from '../support/readers.ts'
import { createRecordingMailer, type Answer } from '../support/recording-mailer.ts'
import { waitFor } from '../support/wait.ts'

/** A bench with one confirmation to send, by a mailer that puts it off so often, each time for so many seconds. */
async function openWithMail(
  open: (typeof queueBenches)[number][1],
  { times, seconds }: { times: number; seconds: number },
): Promise<QueueBench> {
  const bench = await open(createRecordingMailer({ remembersKeys: true }))
  const { world, mailer } = bench.stage
  const answer: Answer = () => {
    throw new PutOff('test-put-off', world.now().add({ seconds }))
  }
  mailer.answers.push(...Array.from({ length: times }, () => answer))
  await subscribe(world, buildRequest())
  return bench
}

function readRows({ stage }: QueueBench) {
  return stage.world.database.select().from(jobOutbox)
}

async function untilPutOff(bench: QueueBench): Promise<void> {
  await waitFor('the job to be put off', async () => (await readRows(bench)).some(({ dueAt }) => dueAt !== null))
  await waitFor('the queue to know it', async () => /delayed/.test(await bench.dump()))
}

test.each(queueBenches)('a job may be put off more often than it may fail, %s', async (_, open) => {
  const times = jobContracts['send-confirmation'].attempts + 3
  await using bench = await openWithMail(open, { times, seconds: 0 })
  await bench.work()
  await waitFor('the mail', () => bench.stage.mailer.accepted.length === 1)
  expect(bench.stage.mailer.calls).toHaveLength(times + 1)
  await waitFor('the outbox to be empty', async () => (await readRows(bench)).length === 0)
})

test.each(queueBenches)('a job that was put off wakes by itself, also after a restart, %s', async (_, open) => {
  await using bench = await openWithMail(open, { times: 1, seconds: 2 })
  await bench.work()
  await untilPutOff(bench)
  await bench.rest()
  expect(bench.stage.mailer.accepted).toEqual([])
  // The clock of the world stands still, so that nothing but the queue can wake it.
  await bench.work()
  await waitFor('the mail', () => bench.stage.mailer.accepted.length === 1)
})

test.each(queueBenches)('a job that was put off outlives its queue, and is not rung too soon, %s', async (_, open) => {
  await using bench = await openWithMail(open, { times: 1, seconds: 3600 })
  await bench.work()
  await untilPutOff(bench)
  await bench.rest()
  await bench.loseEverything()
  bench.stage.clock.advance({ minutes: 59 })
  const other = buildRequest()
  await subscribe(bench.stage.world, other)
  await bench.work()
  await waitFor('the other mail', () => bench.stage.mailer.accepted.length === 1)
  expect(bench.stage.mailer.accepted[0]?.to).toBe(other.email)
  bench.stage.clock.advance({ minutes: 2 })
  await waitFor('the mail', () => bench.stage.mailer.accepted.length === 2)
})
