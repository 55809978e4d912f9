import { beforeEach, describe, expect, test } from 'vitest'
import { followTroublePolicy } from '#actions/follow-trouble-policy'
import { readCampaign } from '#actions/read-campaign'
import { readSending } from '#actions/read-sending'
import { resumeCampaign } from '#actions/resume-campaign'
import { routeCampaign } from '#actions/route-campaign'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { mailProviders } from '#database/tables'
import { ProviderFailure } from '#domain/provider-failure'
import type { Mailer } from '#mail/mailer'
import { createRecordingMailer, failEach, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage
let resend: RecordingMailer
let smtp: RecordingMailer

beforeEach(async () => {
  resend = createRecordingMailer({ name: 'resend', remembersKeys: true, batchSizeMax: 5 })
  smtp = createRecordingMailer({ name: 'smtp', batchSizeMax: 5 })
  stage = await createSendingStage(resend, { others: [smtp], thresholds: { failingBatches: 3, failingMinutes: 10 } })
  return () => stage.close()
})

/** The provider answers nothing but this until `works` is called. */
function breakDown(kind: 'temporary' | 'unknown' = 'temporary'): { works: () => void } {
  const calls = Array.from({ length: 1_000 }, () => failWith(kind))
  resend.answers.push(...calls)
  return { works: () => void resend.answers.splice(0) }
}

async function runFor({ minutes }: { minutes: number }): Promise<void> {
  for (let second = 0; second < minutes * 60; second += 5) {
    stage.clock.advance({ seconds: 5 })
    expect(await runJobs(stage.world)).toEqual([])
  }
}

async function resendNow() {
  const { providers } = await readSending(stage.world)
  return providers.find(({ name }) => name === 'resend')
}

describe('a provider that is away for some minutes', () => {
  test.each(['temporary', 'unknown'] as const)(
    'rests, is tried by one batch at a time, and everything goes on without a person (%s)',
    async (kind) => {
      const readers = await stage.addReaders(40)
      const campaignId = await stage.release()
      const outage = breakDown(kind)
      expect(await runJobs(stage.world)).toEqual([])
      expect(resend.calls).toHaveLength(3)
      expect(await resendNow()).toMatchObject({ standing: 'resting', failingSince: stage.clock.now() })
      await runFor({ minutes: 3 })
      // Three that led to the rest, and trials after 15, 30, 60 and 120 seconds of it at most.
      expect(resend.calls.length).toBeGreaterThan(3)
      expect(resend.calls.length).toBeLessThanOrEqual(7)
      outage.works()
      await runFor({ minutes: 6 })
      expect(resend.accepted.map(({ to }) => String(to)).toSorted()).toEqual(
        readers.map(({ email }) => email).toSorted(),
      )
      expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 40, status: 'sent' })
      expect(await resendNow()).toMatchObject({ standing: 'ready', failingSince: null, restsUntil: null })
    },
  )

  test('is not asked by anybody else while one batch tries it', async () => {
    await stage.addReaders(30)
    await stage.release()
    const outage = breakDown()
    await runJobs(stage.world)
    outage.works()
    stage.clock.advance({ seconds: 30 })
    const calls = resend.calls.length
    const [first, ...others] = await stage.batches()
    let during: PromiseSettledResult<void>[] = []
    const trying = {
      ...resend,
      deliver: async (...call: Parameters<Mailer['deliver']>) => {
        during = await Promise.allSettled(others.map(({ id }) => stage.send(id)))
        return resend.deliver(...call)
      },
    }
    const world = { ...stage.world, mailers: { ...stage.world.mailers, resend: trying } }
    await sendDeliveryBatch(world, { batchId: first?.id ?? '', provider: 'resend' }, new AbortController().signal)
    expect(during.map((result) => result.status === 'rejected' && String(result.reason))).toEqual(
      others.map(() => 'PutOff: provider-rests'),
    )
    expect(resend.calls.length - calls).toBe(1)
  })
})

describe('a provider that does not come back', () => {
  test('holds the campaign, and resuming tries it once more as if it had not failed', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    const outage = breakDown()
    await runJobs(stage.world)
    await runFor({ minutes: 20 })
    expect(await readCampaign(stage.world, { campaignId })).toMatchObject({
      status: 'held',
      campaign: { holdReason: 'provider-failing' },
    })
    outage.works()
    await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, status: 'sent' })
  })

  test('does not hold it once more for what a call saw before a person resumed it', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    const outage = breakDown()
    await runJobs(stage.world)
    await runFor({ minutes: 20 })
    outage.works()
    await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
    await followTroublePolicy(stage.world, { campaignId, provider: 'resend', reason: 'provider-failing' })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, status: 'sent' })
  })

  test('sends a campaign that may switch by the other one, except for what it may have taken', async () => {
    const readers = await stage.addReaders(20)
    const campaignId = await stage.release()
    const routing = { member: stage.team.editor, campaignId, provider: null, onProviderTrouble: 'switch' } as const
    await routeCampaign(stage.world, routing)
    resend.answers.push(failWith('unknown'))
    const outage = breakDown('temporary')
    await runJobs(stage.world)
    await runFor({ minutes: 20 })
    expect(smtp.accepted).toHaveLength(15)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 15, waiting: 5 })
    outage.works()
    await runFor({ minutes: 20 })
    expect([...smtp.accepted, ...resend.accepted].map(({ to }) => String(to)).toSorted()).toEqual(
      readers.map(({ email }) => email).toSorted(),
    )
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, status: 'sent' })
  })
})

describe('a provider that answers', () => {
  test('with a pause is well, and its failures are told to the queue', async () => {
    await stage.addReaders(5)
    await stage.release()
    resend.answers.push(() => new ProviderFailure('temporary', 'resend-429', { retryAfterSeconds: 2 }))
    expect(await runJobs(stage.world)).toEqual(['send-batch-by-resend: resend-429'])
    expect(await stage.world.database.select().from(mailProviders)).toEqual([])
  })

  test('that single readers’ servers put letters off is well, and they are tried again until a day is over', async () => {
    await stage.addReaders(5)
    const campaignId = await stage.release()
    const greylisted = new ProviderFailure('temporary', 'smtp-450-4.7.1', { isOfReader: true })
    const never = Array.from({ length: 1_000 }, () => failEach(greylisted))
    resend.answers.push(...never)
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 4, waiting: 1 })
    for (let hour = 0; hour < 24; hour += 1) {
      stage.clock.advance({ hours: 1 })
      expect(await runJobs(stage.world)).toEqual([])
    }
    expect(await stage.world.database.select().from(mailProviders)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({
      accepted: 4,
      failed: { 'smtp-450-4.7.1': 1 },
      status: 'sent',
    })
  })
})
