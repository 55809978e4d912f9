import { expect, test } from 'vitest'
import { expandAudience } from '#actions/expand-audience'
import { readCampaign } from '#actions/read-campaign'
import { subscribe } from '#actions/subscribe'
import { jobOutbox } from '#database/tables'
import { ProviderFailure } from '#domain/provider-failure'
import type { Allowance } from '#mail/mailer'
import { queueBenches } from '../support/queue-benches.ts'
import { buildRequest } from '../support/readers.ts'
import { createRecordingMailer } from '../support/recording-mailer.ts'
import { waitFor } from '../support/wait.ts'

/** A mailer whose provider says what it allows, as soon as it is asked for the first time. */
function createSayingMailer(allowance: Allowance | null) {
  const mailer = createRecordingMailer({ name: 'resend', remembersKeys: true, batchSizeMax: 2 })
  const said = { allowance }
  return { said, mailer: { ...mailer, allowance: () => (mailer.calls.length > 0 ? said.allowance : null) } }
}

test.each(queueBenches)(
  'the limiter follows what the provider says, and is lifted when it says nothing, %s',
  async (_, open) => {
    const { said, mailer } = createSayingMailer({ calls: 5, seconds: 1 })
    await using bench = await open(mailer)
    const { world } = bench.stage
    await subscribe(world, buildRequest())
    await bench.work()
    await waitFor('the first mail', () => mailer.accepted.length === 1)
    await waitFor('the limiter', async () => (await bench.limiterOf('resend')) !== null)
    // A fifth of what is allowed in a second, a little early: the queue itself takes time as well.
    expect(await bench.limiterOf('resend')).toEqual({ jobs: 1, milliseconds: 196 })

    await bench.rest()
    said.allowance = null
    await bench.work()
    expect(await bench.limiterOf('resend')).toEqual({ jobs: 1, milliseconds: 196 })
    await subscribe(world, buildRequest())
    await waitFor('the second mail', () => mailer.accepted.length === 2)
    await waitFor('the limiter to be lifted', async () => ((await bench.limiterOf('resend'))?.jobs ?? 0) > 100)
  },
)

test.each(queueBenches)('a lost queue gets its limiter back, %s', async (_, open) => {
  const { mailer } = createSayingMailer({ calls: 100, seconds: 60 })
  await using bench = await open(mailer)
  await bench.work()
  // The last that the sweep at the start sets up; the next one comes only when the clock is moved.
  await waitFor('the schedules', async () => /erase-expired-requests/.test(await bench.dump()))
  await subscribe(bench.stage.world, buildRequest())
  await waitFor('the limiter', async () => (await bench.limiterOf('resend')) !== null)
  const limiter = await bench.limiterOf('resend')
  await bench.loseEverything()
  expect(await bench.limiterOf('resend')).toBeNull()
  bench.stage.clock.advance({ minutes: 1 })
  await waitFor('the limiter again', async () => (await bench.limiterOf('resend')) !== null)
  expect(await bench.limiterOf('resend')).toEqual(limiter)
})

test.each(queueBenches)('mail that somebody waits for goes before the batches that wait, %s', async (_, open) => {
  const { mailer } = createSayingMailer({ calls: 20, seconds: 1 })
  await using bench = await open(mailer)
  const { stage } = bench
  await stage.addReaders(80)
  const campaignId = await stage.release()
  const { releases } = await readCampaign(stage.world, { campaignId })
  for (const { id } of releases) await expandAudience(stage.world, { releaseId: id }, new AbortController().signal)
  await bench.work()
  const areRung = async (): Promise<boolean> =>
    (await stage.world.database.select().from(jobOutbox)).every(({ rungAt }) => rungAt !== null)
  await waitFor('all batches to wait', areRung)
  const request = buildRequest()
  await subscribe(stage.world, request)
  await waitFor('the confirmation', () => mailer.accepted.some(({ to }) => to === request.email))
  expect(mailer.calls.length).toBeLessThan(30)
  await waitFor('everybody', () => mailer.accepted.length === 81)
})

test.each(queueBenches)('a call that was one too many is made again, and costs no attempt, %s', async (_, open) => {
  const { mailer } = createSayingMailer({ calls: 50, seconds: 1 })
  await using bench = await open(mailer)
  const tooMany = () => new ProviderFailure('temporary', 'test-429', { retryAfterSeconds: 0.02 })
  mailer.answers.push(...Array.from({ length: 20 }, () => tooMany))
  await subscribe(bench.stage.world, buildRequest())
  await bench.work()
  await waitFor('the mail', () => mailer.accepted.length === 1)
  expect(mailer.calls).toHaveLength(21)
  const { milliseconds = 0, jobs = 1 } = (await bench.limiterOf('resend')) ?? {}
  expect(milliseconds / jobs).toBeGreaterThan(20)
})
