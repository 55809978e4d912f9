import { beforeEach, describe, expect, test } from 'vitest'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { sendPreferencesLink } from '#actions/send-preferences-link'
import { stopProvider } from '#actions/stop-provider'
import type { SendingWorld } from '#actions/world'
import { jobOutbox, mailProviders } from '#database/tables'
import { ProviderFailure } from '#domain/provider-failure'
import { assembleTeam, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team
let world: SendingWorld
let resend: RecordingMailer
let smtp: RecordingMailer
let subscriberId: string
let key: string

beforeEach(async () => {
  testWorld = await createTestWorld()
  resend = createRecordingMailer({ name: 'resend', remembersKeys: true })
  smtp = createRecordingMailer({ name: 'smtp' })
  const built = testWorld.sendWith(resend, smtp)
  world = { ...built, thresholds: { ...built.thresholds, failingBatches: 2 } }
  team = await assembleTeam(world)
  const reader = await addReader(world)
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  await requestPreferencesLink(world, { email: reader.email })
  const [job] = await world.database.select().from(jobOutbox)
  subscriberId = reader.id
  key = job?.id ?? ''
  return testWorld.close
})

function send(by: SendingWorld = world): Promise<void> {
  return sendPreferencesLink(by, { subscriberId, key }, new AbortController().signal)
}

const putOff = { name: 'PutOff' }

describe('a mail whose outcome is not known', () => {
  test('is repeated where the key is known, and was sent when other bytes are known under it', async () => {
    resend.answers.push(failWith('unknown'), failWith('conflict'))
    await expect(send()).rejects.toMatchObject(putOff)
    testWorld.clock.advance({ seconds: 5 })
    await send()
    expect(resend.calls.map((call) => call.key)).toEqual([key, key])
    expect(resend.calls[0]?.mails[0]?.body).not.toEqual(resend.calls[1]?.mails[0]?.body)
  })

  test('never goes by another provider, though its own was stopped since', async () => {
    resend.answers.push(failWith('unknown'))
    await expect(send()).rejects.toMatchObject(putOff)
    await stopProvider(world, { member: team.editor, provider: 'resend' })
    testWorld.clock.advance({ minutes: 1 })
    await expect(send()).rejects.toMatchObject(putOff)
    testWorld.clock.advance({ hours: 23 })
    await send()
    expect([resend.calls.length, smtp.calls.length]).toEqual([1, 0])
  })

  test('is not sent again where no key is known', async () => {
    const bySmtp = { ...world, providers: ['smtp', 'resend'] as const }
    smtp.answers.push(failWith('unknown'))
    await send(bySmtp)
    await send(bySmtp)
    expect([smtp.calls.length, resend.calls.length]).toEqual([1, 0])
  })
})

describe('a mail whose provider is in trouble', () => {
  test.each(['refused', 'quota'] as const)('goes by the next one at once (%s)', async (kind) => {
    resend.answers.push(failWith(kind))
    expect(await runJobs(world)).toEqual([])
    expect([resend.calls.length, smtp.accepted.length]).toEqual([1, 1])
    const [row] = await world.database.select().from(mailProviders)
    expect(row?.stopReason ?? null).toBe(kind === 'refused' ? 'test-refused' : null)
  })

  test('goes by the next one while the first rests, and by the first again when that is well', async () => {
    resend.answers.push(failWith('temporary'), failWith('temporary'))
    for (let attempt = 0; attempt < 2; attempt += 1) await expect(send()).rejects.toMatchObject(putOff)
    await send()
    expect([resend.accepted.length, smtp.accepted.length]).toEqual([0, 1])
    await testWorld.testDatabase.pool.query('update job_outbox set attempting_since = null')
    testWorld.clock.advance({ seconds: 30 })
    await send()
    expect([resend.accepted.length, smtp.accepted.length]).toEqual([1, 1])
    expect(await world.database.select().from(mailProviders)).toMatchObject([{ failingBatches: 0, restsUntil: null }])
  })

  test('waits as long as no provider takes it, at no cost of attempts, and goes then', async () => {
    resend.answers.push(failWith('refused'))
    smtp.answers.push(failWith('refused'))
    for (let minute = 0; minute < 180; minute += 1) {
      expect(await runJobs(world)).toEqual([])
      testWorld.clock.advance({ minutes: 1 })
    }
    expect([resend.calls.length, smtp.calls.length]).toEqual([1, 1])
    await testWorld.testDatabase.pool.query('update mail_providers set stopped_at = null')
    testWorld.clock.advance({ minutes: 10 })
    expect(await runJobs(world)).toEqual([])
    expect(resend.accepted).toHaveLength(1)
  })

  test('waits as the provider asked, and fails where a person sees it when nobody took it for a day', async () => {
    resend.answers.push(() => new ProviderFailure('temporary', 'resend-429', { retryAfterSeconds: 2 }))
    await expect(send()).rejects.toMatchObject({ name: 'ProviderFailure', retryAfterSeconds: 2 })
    testWorld.clock.advance({ hours: 24 })
    resend.answers.push(failWith('temporary'))
    await expect(send()).rejects.toMatchObject({ name: 'ProviderFailure', code: 'test-temporary' })
  })
})
