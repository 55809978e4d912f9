import { expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { reportCampaign } from '#actions/report-campaign'
import { subscribe } from '#actions/subscribe'
import { countJobs } from '#database/job-outbox'
import { jobOutbox } from '#database/tables'
import { queueBenches, type QueueBench } from '../support/queue-benches.ts'
import { buildRequest } from '../support/readers.ts'
import { failWith } from '../support/recording-mailer.ts'
import type { SendingStage } from '../support/sending-stage.ts'
import { waitFor } from '../support/wait.ts'

const mailedBy = ({ mailer }: SendingStage): string[] => mailer.accepted.map(({ to }) => to).toSorted()
const addressesOf = (readers: { email: string }[]): string[] => readers.map(({ email }) => email).toSorted()

async function untilSent({ world }: SendingStage, campaignId: string): Promise<void> {
  const isSent = async (): Promise<boolean> => (await readCampaign(world, { campaignId })).status === 'sent'
  await waitFor('the campaign to be sent', isSent, { withinSeconds: 40 })
}

test.each(queueBenches)('a confirmation goes from the form to the mailer, %s', async (_, open) => {
  await using bench = await open()
  await bench.work()
  const { world, mailer } = bench.stage
  const request = buildRequest()
  await subscribe(world, request)
  await waitFor('the confirmation', () => mailer.accepted.length === 1)
  expect(mailer.accepted[0]?.to).toBe(request.email)
  await waitFor('the job to be done', async () => (await countJobs(world.database)).waiting === 0)
})

test.each(queueBenches)('a campaign goes to every reader once, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  const readers = await stage.addReaders(120)
  const campaignId = await stage.release()
  await bench.work()
  await untilSent(stage, campaignId)
  expect(mailedBy(stage)).toEqual(addressesOf(readers))
  const leftOver = () => stage.world.database.select().from(jobOutbox)
  await waitFor('the outbox to be empty', async () => (await leftOver()).length === 0)
})

test.each(queueBenches)('queue loss delays, and neither loses nor doubles, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  const readers = await stage.addReaders(60)
  const campaignId = await stage.release()
  await bench.work()
  await bench.rest()
  await bench.loseEverything()
  // Rung before the loss, finished never: what the recovery sweep is for.
  await stage.testDatabase.pool.query('update job_outbox set rung_at = $1', [stage.world.now().toString()])
  stage.clock.advance({ minutes: 3 })
  await bench.work()
  await untilSent(stage, campaignId)
  expect(mailedBy(stage)).toEqual(addressesOf(readers))
})

test.each(queueBenches)('a batch that was put off is tried again, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  const readers = await stage.addReaders(3)
  stage.mailer.answers.push(failWith('temporary'))
  const campaignId = await stage.release()
  await bench.work()
  await untilSent(stage, campaignId)
  expect(mailedBy(stage)).toEqual(addressesOf(readers))
})

test.each(queueBenches)('jobs carry ids only, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  await stage.addReaders(30)
  stage.mailer.answers.push(...Array.from({ length: 50 }, () => failWith('temporary')))
  await stage.release()
  await subscribe(stage.world, buildRequest())
  await bench.work()
  await waitFor('every job to have been tried', () => stage.mailer.calls.length >= 3)
  const { rows } = await stage.testDatabase.pool.query('select row_to_json(job_outbox)::text as job from job_outbox')
  expect(rows.length).toBeGreaterThan(0)
  for (const text of [await bench.dump(), ...rows.map(({ job }) => String(job))])
    expect(text).not.toMatch(/readers\.example|@/)
})

test.each(queueBenches)('the queue keeps nothing of what a database said, %s', async (_, open) => {
  await using bench = await open()
  const { stage } = bench
  await stage.addReaders(3)
  await stage.testDatabase.pool.query(`
    create function leak() returns trigger language plpgsql as
      $$ begin raise exception 'canary-heron@leak.example'; end $$;
    create trigger leaks before delete on job_outbox for each row execute function leak()`)
  const campaignId = await stage.release()
  await bench.work()
  await untilSettled(stage, campaignId)
  expect(await waitForFailure(bench)).not.toMatch(/canary|leak/)
  expect(mailedBy(stage)).toHaveLength(3)
})

async function untilSettled({ world }: SendingStage, campaignId: string): Promise<void> {
  await waitFor(
    'every reader to be mailed',
    async () => (await reportCampaign(world, { campaignId })).account.accepted === 3,
  )
}

/** What the queue holds once it holds a job that failed. */
async function waitForFailure(bench: QueueBench): Promise<string> {
  return waitFor('a failed attempt', async () => {
    const text = await bench.dump()
    return /JobError/.test(text) ? text : null
  })
}
