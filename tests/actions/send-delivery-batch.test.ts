import { beforeEach, describe, expect, test } from 'vitest'
import { cancelCampaign } from '#actions/cancel-campaign'
import { changePreferences } from '#actions/change-preferences'
import { expandAudience } from '#actions/expand-audience'
import { pauseCampaign } from '#actions/pause-campaign'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { reportCampaign } from '#actions/report-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import { resumeSending } from '#actions/resume-sending'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { stopSending } from '#actions/stop-sending'
import { unsubscribe } from '#actions/unsubscribe'
import type { SendingWorld } from '#actions/world'
import { suppressAddress } from '#database/subscriber-queries'
import { deliveryBatches } from '#database/tables'
import { parseEmailAddress } from '#domain/email-address'
import { ProviderFailure } from '#domain/provider-failure'
import { approve, assembleTeam, buildRevision, draftCampaign, realContents, soon, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team
let mailer: RecordingMailer
let world: SendingWorld

beforeEach(async () => {
  testWorld = await createTestWorld()
  team = await assembleTeam(testWorld.world)
  useMailer(createRecordingMailer())
  return testWorld.close
})

function useMailer(next: RecordingMailer): void {
  mailer = next
  world = testWorld.sendWith(mailer)
}

async function addReaders(count: number): Promise<{ id: string; email: string }[]> {
  const readers = []
  for (let number = 0; number < count; number += 1) {
    readers.push(await addReader(world, { locale: number % 2 === 0 ? 'ko' : 'en' }))
  }
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  return readers
}

/** Brings an approved campaign to the moment before its first batch. */
async function release(): Promise<string> {
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  testWorld.clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  return campaignId
}

/** Gives everyone of a campaign their place in a batch, and stops there. */
async function expand(campaignId: string): Promise<void> {
  const { releases } = await readCampaign(world, { campaignId })
  for (const { id } of releases) await expandAudience(world, { releaseId: id }, new AbortController().signal)
}

async function accountOf(campaignId: string) {
  const { account, ...rest } = await reportCampaign(world, { campaignId })
  const { accepted, dropped, failed, uncertain, waiting } = account
  expect(account.frozen).toBe(accepted + dropped + failed + uncertain + waiting)
  return { ...account, ...rest }
}

function batches() {
  return world.database.select().from(deliveryBatches)
}

describe('a released campaign', () => {
  test('reaches every reader once, in their language, with their own links, and is finished', async () => {
    const readers = await addReaders(60)
    const campaignId = await release()
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(readers.map(({ email }) => email).toSorted())
    for (const mail of mailer.accepted) {
      const isKorean = /[가-힣]/.test(mail.subject)
      expect(mail.subject).toBe(realContents[isKorean ? 'ko' : 'en']?.subject)
      const token = /\/u\/([\w-]+)>/.exec(mail.headers['List-Unsubscribe'] ?? '')?.[1] ?? ''
      expect(mail.html).toContain(`/u/${token}`)
      expect(mail.text).toContain(`/u/${token}`)
      expect(world.links.verify('unsubscribe', token)?.ids).toEqual([campaignId, readers.find(({ email }) => email === mail.to)?.id])
      expect(mail.headers).toMatchObject({
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-Id': '<letters.news.example>',
        'List-Help': expect.stringContaining('https://'),
        'List-Archive': expect.stringContaining('https://'),
      })
    }
    expect(await accountOf(campaignId)).toMatchObject({ status: 'sent', frozen: 60, accepted: 60, waiting: 0 })
  })

  test('makes one delivery per campaign and subscriber, however often its audience is walked', async () => {
    await addReaders(7)
    const campaignId = await release()
    const { releases } = await readCampaign(world, { campaignId })
    await testWorld.testDatabase.pool.query('update campaign_releases set walked_to = null, expanded_at = null')
    await runJobs(world)
    await testWorld.testDatabase.pool.query('update campaign_releases set walked_to = null, expanded_at = null')
    await testWorld.testDatabase.pool.query(`insert into job_outbox (id, name, payload, created_at) values (gen_random_uuid(), 'expand-audience', $1, now())`, [
      { releaseId: releases[0]?.id },
    ])
    await runJobs(world)
    expect(mailer.accepted).toHaveLength(7)
  })

  test('cannot change: not its content, its schedule or its approval', async () => {
    await addReaders(1)
    const campaignId = await release()
    const edit = reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision({ basedOn: 1 }) })
    await expect(edit).rejects.toMatchObject({ code: 'campaign-already-released' })
    const move = scheduleCampaign(world, { member: team.editor, campaignId, schedule: soon(world, 60) })
    await expect(move).rejects.toMatchObject({ code: 'campaign-already-released' })
    const { pool } = testWorld.testDatabase
    for (const change of [`schedule_version = 9`, `approval_id = gen_random_uuid()`, `released_at = null`, `code = 'X'`]) {
      await expect(pool.query(`update campaigns set ${change}`)).rejects.toThrow(/cannot change/)
    }
    await expect(pool.query(`update campaign_revisions set number = 9`)).rejects.toThrow(/never changed/)
    await expect(pool.query(`update approved_letters set locale = 'en'`)).rejects.toThrow(/never changed/)
  })
})

describe('nobody without active consent at seal time is mailed', () => {
  test('leaving, being suppressed, or both after the audience was walked', async () => {
    const [leaver, complainer, stayer] = await addReaders(3)
    const campaignId = await release()
    await expand(campaignId)
    await unsubscribe(world, { token: world.links.sign('unsubscribe', { ids: [leaver?.id ?? ''], expiresAt: null }), method: 'one-click' })
    await suppressAddress(world.database, world.blindIndex.suppression(parseEmailAddress(complainer?.email ?? '')), 'complained', world.now())
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted.map(({ to }) => to)).toEqual([stayer?.email])
    expect(await accountOf(campaignId)).toMatchObject({ accepted: 1, dropped: { left: 1, suppressed: 1 }, status: 'sent' })
  })

  test('a batch that nobody is left in is settled without a call', async () => {
    const [reader] = await addReaders(1)
    await expand(await release())
    await unsubscribe(world, { token: world.links.sign('unsubscribe', { ids: [reader?.id ?? ''], expiresAt: null }), method: 'page' })
    expect(await runJobs(world)).toEqual([])
    expect(mailer.calls).toEqual([])
  })
})

describe('a sealed batch retried is byte-identical', () => {
  test('after a temporary failure, whatever its readers changed meanwhile', async () => {
    const [reader] = await addReaders(4)
    await release()
    mailer.answers.push(failWith('temporary'))
    expect(await runJobs(world)).toEqual(['send-delivery-batch: test-temporary'])
    const preferences = world.links.sign('preferences', { ids: [reader?.id ?? ''], expiresAt: world.now().add({ hours: 1 }) })
    await changePreferences(world, { token: preferences, locale: 'en', topics: ['un-watch'], timeZone: 'Asia/Tokyo' })
    testWorld.clock.advance({ minutes: 3 })
    const [batch] = await batches()
    await sendDeliveryBatch(world, { batchId: batch?.id ?? '' }, new AbortController().signal)
    const [first, second] = mailer.calls
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    expect(second?.key).toBe(batch?.id)
  })

  test('after an unknown outcome, when the provider remembers keys; and given up after 23 hours', async () => {
    useMailer(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
    await addReaders(3)
    const campaignId = await release()
    mailer.answers.push(failWith('unknown'), failWith('unknown'))
    expect(await runJobs(world)).toEqual(['send-delivery-batch: test-unknown'])
    const [batch] = await batches()
    const retry = () => sendDeliveryBatch(world, { batchId: batch?.id ?? '' }, new AbortController().signal)
    testWorld.clock.advance({ hours: 22 })
    await expect(retry()).rejects.toMatchObject({ kind: 'unknown' })
    expect(JSON.stringify(mailer.calls[1])).toBe(JSON.stringify(mailer.calls[0]))
    testWorld.clock.advance({ hours: 2 })
    await retry()
    expect(mailer.calls).toHaveLength(2)
    expect(await accountOf(campaignId)).toMatchObject({ uncertain: 3, accepted: 0, waiting: 0 })
  })

  test('is never sent when its bytes would differ', async () => {
    await addReaders(3)
    const campaignId = await release()
    mailer.answers.push(failWith('temporary'))
    await runJobs(world)
    const [batch] = await batches()
    await testWorld.testDatabase.pool.query(`alter table delivery_batches disable trigger user`)
    await testWorld.testDatabase.pool.query(`update delivery_batches set payload_hash = 'other'`)
    await sendDeliveryBatch(world, { batchId: batch?.id ?? '' }, new AbortController().signal)
    expect(mailer.calls).toHaveLength(1)
    expect(await accountOf(campaignId)).toMatchObject({ uncertain: 3, accepted: 0 })
  })
})

describe('the outcome of a batch', () => {
  test('that is unknown where no key is remembered is uncertain and never sent again', async () => {
    await addReaders(3)
    const campaignId = await release()
    mailer.answers.push(failWith('unknown'))
    expect(await runJobs(world)).toEqual([])
    expect(await accountOf(campaignId)).toMatchObject({ uncertain: 3, status: 'sent' })
    expect(mailer.calls).toHaveLength(1)
  })

  test('of a process that died in the call waits for its end, and is then uncertain', async () => {
    await addReaders(2)
    const campaignId = await release()
    mailer.answers.push(failWith('temporary'))
    await runJobs(world)
    await testWorld.testDatabase.pool.query('update delivery_batches set attempting_since = $1', [world.now().toString()])
    const [batch] = await batches()
    const retry = () => sendDeliveryBatch(world, { batchId: batch?.id ?? '' }, new AbortController().signal)
    await expect(retry()).rejects.toMatchObject({ kind: 'temporary', code: 'attempt-in-progress' })
    testWorld.clock.advance({ minutes: 3 })
    await retry()
    expect(mailer.accepted).toEqual([])
    expect(await accountOf(campaignId)).toMatchObject({ uncertain: 2 })
  })

  test('mixed: accepted, refused for good, put off and unknown each land where they belong', async () => {
    await addReaders(5)
    const campaignId = await release()
    mailer.answers.push((mails) =>
      mails.map(({ reference }, index) => {
        const kind = ([null, 'permanent', 'temporary', 'unknown', null] as const)[index] ?? null
        if (kind === null) return { kind: 'accepted', providerId: reference }
        return { kind: 'failed', failure: new ProviderFailure(kind, `smtp-${kind}`) }
      }),
    )
    expect(await runJobs(world)).toEqual([])
    expect(await accountOf(campaignId)).toMatchObject({
      frozen: 5,
      accepted: 3,
      failed: { 'smtp-permanent': 1 },
      uncertain: 1,
      status: 'sent',
    })
    expect(mailer.calls.map(({ mails }) => mails.length)).toEqual([5, 1])
  })

  test('refused for good as a whole is cut in two until the message at fault is alone', async () => {
    const readers = await addReaders(8)
    const campaignId = await release()
    const culprit = readers[5]?.email
    for (let call = 0; call < 20; call += 1) {
      mailer.answers.push((mails) =>
        mails.some(({ to }) => to === culprit)
          ? new ProviderFailure('permanent', 'resend-422')
          : mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference })),
      )
    }
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(
      readers.map(({ email }) => email).filter((email) => email !== culprit).toSorted(),
    )
    expect(new Set(mailer.calls.map(({ key }) => key)).size).toBe(mailer.calls.length)
    expect(await accountOf(campaignId)).toMatchObject({ accepted: 7, failed: { 'resend-422': 1 }, status: 'sent' })
  })

  test('refused as a sender holds the campaign until a person resumes it', async () => {
    await addReaders(2)
    const campaignId = await release()
    mailer.answers.push(failWith('refused', 'resend-401'))
    expect(await runJobs(world)).toEqual([])
    expect(await accountOf(campaignId)).toMatchObject({ status: 'held', waiting: 2 })
    await resumeCampaign(world, { member: team.editor, campaignId })
    expect(await runJobs(world)).toEqual([])
    expect(await accountOf(campaignId)).toMatchObject({ status: 'sent', accepted: 2 })
  })
})

describe('control', () => {
  test.each([
    ['pause', (campaignId: string) => pauseCampaign(world, { member: team.editor, campaignId }), (campaignId: string) => resumeCampaign(world, { member: team.editor, campaignId })],
    ['the global stop', () => stopSending(world, { member: team.editor }), () => resumeSending(world, { member: team.editor })],
  ])('%s acts before the next batch, and letting go sends the rest once', async (_, stop, go) => {
    await addReaders(60)
    const campaignId = await release()
    mailer.answers.push((mails) => mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference })))
    await expand(campaignId)
    const [batch] = await batches()
    await sendDeliveryBatch(world, { batchId: batch?.id ?? '' }, new AbortController().signal)
    await stop(campaignId)
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted).toHaveLength(batch?.size ?? 0)
    await go(campaignId)
    expect(await runJobs(world)).toEqual([])
    expect(new Set(mailer.accepted.map(({ to }) => to)).size).toBe(60)
    expect(mailer.accepted).toHaveLength(60)
    expect(await accountOf(campaignId)).toMatchObject({ status: 'sent', accepted: 60 })
  })

  test('cancel drops everyone whose batch was never attempted', async () => {
    await addReaders(60)
    const campaignId = await release()
    await expand(campaignId)
    const [batch] = await batches()
    await sendDeliveryBatch(world, { batchId: batch?.id ?? '' }, new AbortController().signal)
    await cancelCampaign(world, { member: team.editor, campaignId })
    expect(await runJobs(world)).toEqual([])
    const sent = batch?.size ?? 0
    expect(await accountOf(campaignId)).toMatchObject({ status: 'cancelled', accepted: sent, dropped: { cancelled: 60 - sent }, waiting: 0 })
  })
})
