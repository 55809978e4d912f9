import { beforeEach, expect, test } from 'vitest'
import { planWarmUp } from '#actions/plan-warm-up'
import { readSending } from '#actions/read-sending'
import { requestPreferencesLink } from '#actions/request-preferences-link'
import { reserveDayShare } from '#database/provider-queries'
import { dayOf } from '#domain/warm-up'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage(createRecordingMailer({ batchSizeMax: 20 }))
  return () => stage.close()
})

function plan(startsOn: Temporal.PlainDate | null): Promise<void> {
  return planWarmUp(stage.world, { member: stage.team.admin, provider: 'smtp', startsOn })
}

/** Begins to warm up today, and leaves so many messages of the first day. */
async function leaveOfFirstDay(left: number): Promise<void> {
  const day = dayOf(stage.clock.now())
  await plan(day)
  await reserveDayShare(stage.world.database, { provider: 'smtp', day, count: 150 - left, ceiling: 150 })
}

async function warmUp() {
  const { providers } = await readSending(stage.world)
  return providers[0]?.warmUp
}

test('a day carries no more than its ceiling, and the rest goes out with the next', async () => {
  const readers = await stage.addReaders(50)
  await leaveOfFirstDay(33)
  const campaignId = await stage.release()
  expect(await runJobs(stage.world)).toEqual([])
  expect(stage.mailer.accepted).toHaveLength(33)
  expect(await warmUp()).toMatchObject({ day: 1, ceiling: 150, handedOver: 150 })
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 33, waiting: 17 })
  stage.clock.set('2026-05-14T00:10:00Z')
  expect(await runJobs(stage.world)).toEqual([])
  expect(stage.mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(
    readers.map(({ email }) => email).toSorted(),
  )
  expect(await warmUp()).toMatchObject({ day: 2, ceiling: 250, handedOver: 17 })
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 50, status: 'sent' })
})

test('a batch of which nothing was sent gives its share back', async () => {
  await stage.addReaders(20)
  await leaveOfFirstDay(20)
  await stage.release()
  stage.mailer.answers.push(failWith('temporary'))
  await runJobs(stage.world)
  expect(await warmUp()).toMatchObject({ handedOver: 130 })
  stage.clock.advance({ minutes: 1 })
  await runJobs(stage.world)
  expect(stage.mailer.accepted).toHaveLength(20)
  expect(await warmUp()).toMatchObject({ handedOver: 150 })
})

test('a batch that may have been sent keeps its share, and takes none when it is repeated', async () => {
  await stage.close()
  stage = await createSendingStage(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
  await stage.addReaders(20)
  await leaveOfFirstDay(20)
  const campaignId = await stage.release()
  stage.mailer.answers.push(failWith('unknown'))
  await runJobs(stage.world)
  expect(await warmUp()).toMatchObject({ handedOver: 150 })
  stage.clock.advance({ minutes: 1 })
  expect(await runJobs(stage.world)).toEqual([])
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20 })
  expect(await warmUp()).toMatchObject({ handedOver: 150 })
})

test('somebody who asks for a mail gets it above the ceiling too, and campaigns have so much less of the day', async () => {
  const readers = await stage.addReaders(5)
  await leaveOfFirstDay(3)
  for (const { email } of readers) await requestPreferencesLink(stage.world, { email })
  expect(await runJobs(stage.world)).toEqual([])
  expect(stage.mailer.accepted).toHaveLength(5)
  expect(await warmUp()).toMatchObject({ ceiling: 150, handedOver: 152 })
  const campaignId = await stage.release()
  expect(await runJobs(stage.world)).toEqual([])
  expect(stage.mailer.accepted).toHaveLength(5)
  expect(await stage.accountOf(campaignId)).toMatchObject({ waiting: 5 })
  stage.clock.set('2026-05-14T00:10:00Z')
  await runJobs(stage.world)
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 5 })
})

test.each([
  ['unknown', 1],
  ['permanent', 1],
  ['temporary', 0],
  ['refused', 0],
] as const)(
  'a mail that somebody asked for counts once unless it certainly did not leave (%s)',
  async (kind, count) => {
    const [{ email } = { email: '' }] = await stage.addReaders(1)
    await leaveOfFirstDay(150)
    await requestPreferencesLink(stage.world, { email })
    stage.mailer.answers.push(failWith(kind))
    await runJobs(stage.world)
    expect(await warmUp()).toMatchObject({ handedOver: count })
  },
)

test('a mail that is repeated under its key counts once', async () => {
  await stage.close()
  stage = await createSendingStage(createRecordingMailer({ remembersKeys: true }))
  const [{ email } = { email: '' }] = await stage.addReaders(1)
  await leaveOfFirstDay(150)
  await requestPreferencesLink(stage.world, { email })
  stage.mailer.answers.push(failWith('unknown'))
  await runJobs(stage.world)
  stage.clock.advance({ minutes: 1 })
  await runJobs(stage.world)
  expect(stage.mailer.accepted).toHaveLength(1)
  expect(await warmUp()).toMatchObject({ handedOver: 1 })
})

test('shares taken at once are together no more than the ceiling', async () => {
  const day = dayOf(stage.clock.now())
  const takings = Array.from({ length: 20 }, () =>
    reserveDayShare(stage.world.database, { provider: 'smtp', day, count: 40, ceiling: 150 }),
  )
  expect((await Promise.all(takings)).filter(Boolean)).toHaveLength(3)
})

test('a domain that is known, or has warmed up, has no ceiling', async () => {
  await stage.addReaders(5)
  await plan(dayOf(stage.clock.now()).subtract({ days: 28 }))
  expect(await warmUp()).toBeNull()
  const campaignId = await stage.release()
  await runJobs(stage.world)
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 5 })
  await plan(dayOf(stage.clock.now()))
  await plan(null)
  expect(await warmUp()).toBeNull()
})

test('is an administrator’s to plan', async () => {
  const planned = planWarmUp(stage.world, { member: stage.team.editor, provider: 'smtp', startsOn: null })
  await expect(planned).rejects.toMatchObject({ code: 'role-missing' })
  const unknown = planWarmUp(stage.world, { member: stage.team.admin, provider: 'resend', startsOn: null })
  await expect(unknown).rejects.toMatchObject({ code: 'provider-unknown' })
})
