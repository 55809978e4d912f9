import { beforeEach, describe, expect, test } from 'vitest'
import { changePreferences } from '#actions/change-preferences'
import { readCampaign } from '#actions/read-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import { resumeProvider } from '#actions/resume-provider'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { ProviderFailure, type ProviderFailureKind } from '#domain/provider-failure'
import { PutOff } from '#domain/put-off'
import { buildRevision, realContents, soon } from '../support/campaigns.ts'
import { createRecordingMailer, failEach, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { buildChoices, linkOf } from '../support/visits.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

describe('a released campaign', () => {
  test('reaches every reader once, in their language, with their own links, and is finished', async () => {
    const readers = await stage.addReaders(60)
    const campaignId = await stage.release()
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(
      readers.map(({ email }) => email).toSorted(),
    )
    for (const mail of stage.mailer.accepted) {
      const isKorean = /[가-힣]/.test(mail.subject)
      expect(mail.subject).toBe(realContents[isKorean ? 'ko' : 'en']?.subject)
      const token = /\/u\/([\w-]+)>/.exec(mail.listUnsubscribe ?? '')?.[1] ?? ''
      expect(mail.html).toContain(`/u/${token}`)
      expect(mail.text).toContain(`/u/${token}`)
      expect(stage.world.links.verify('unsubscribe', token)?.ids).toEqual([
        campaignId,
        readers.find(({ email }) => email === mail.to)?.id,
      ])
      expect(mail.headers).toMatchObject({
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        'List-Id': '<letters.news.example>',
        'List-Help': expect.stringContaining('https://'),
        'List-Archive': expect.stringContaining('https://'),
      })
    }
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'sent', frozen: 60, accepted: 60, waiting: 0 })
  })

  test('makes one delivery per campaign and subscriber, however often its audience is walked', async () => {
    await stage.addReaders(7)
    const campaignId = await stage.release()
    const { releases } = await readCampaign(stage.world, { campaignId })
    await stage.testDatabase.pool.query('update campaign_releases set walked_to = null, expanded_at = null')
    await runJobs(stage.world)
    await stage.testDatabase.pool.query('update campaign_releases set walked_to = null, expanded_at = null')
    await stage.testDatabase.pool.query(
      `insert into job_outbox (id, name, payload, created_at) values (gen_random_uuid(), 'expand-audience', $1, now())`,
      [{ releaseId: releases[0]?.id }],
    )
    await runJobs(stage.world)
    expect(stage.mailer.accepted).toHaveLength(7)
  })

  test('cannot change: not its content, its schedule or its approval', async () => {
    await stage.addReaders(1)
    const campaignId = await stage.release()
    const edit = reviseCampaign(stage.world, {
      member: stage.team.editor,
      campaignId,
      revision: buildRevision({ basedOn: 1 }),
    })
    await expect(edit).rejects.toMatchObject({ code: 'campaign-already-released' })
    const move = scheduleCampaign(stage.world, {
      member: stage.team.editor,
      campaignId,
      schedule: soon(stage.world, 60),
    })
    await expect(move).rejects.toMatchObject({ code: 'campaign-already-released' })
    const { pool } = stage.testDatabase
    for (const change of [
      `schedule_version = 9`,
      `approval_id = gen_random_uuid()`,
      `released_at = null`,
      `code = 'X'`,
    ]) {
      await expect(pool.query(`update campaigns set ${change}`)).rejects.toThrow(/cannot change/)
    }
    await expect(pool.query(`update campaign_revisions set number = 9`)).rejects.toThrow(/never changed/)
    await expect(pool.query(`update approved_letters set locale = 'en'`)).rejects.toThrow(/never changed/)
  })
})

describe('a sealed batch retried is byte-identical', () => {
  test('after a temporary failure, whatever its readers changed meanwhile', async () => {
    const [reader] = await stage.addReaders(4)
    await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    expect(await runJobs(stage.world)).toEqual([])
    const token = await linkOf(stage.world, reader?.id ?? '')
    await changePreferences(stage.world, {
      token,
      ...buildChoices({
        topics: ['un-watch'],
        timeZone: 'Asia/Tokyo',
        name: 'Mina',
        isTextOnly: true,
        wantsNewPhrase: true,
      }),
    })
    stage.clock.advance({ minutes: 3 })
    const [batch] = await stage.batches()
    await stage.send(batch?.id ?? '')
    const [first, second] = stage.mailer.calls
    expect(JSON.stringify(second)).toBe(JSON.stringify(first))
    expect(second?.key).toBe(batch?.id)
  })

  test('after an unknown outcome, when the provider remembers keys; and given up after 23 hours', async () => {
    await stage.close()
    stage = await createSendingStage(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('unknown'), failWith('unknown'))
    expect(await runJobs(stage.world)).toEqual([])
    const [batch] = await stage.batches()
    const retry = () => stage.send(batch?.id ?? '')
    stage.clock.advance({ hours: 22 })
    await expect(retry()).rejects.toBeInstanceOf(PutOff)
    expect(JSON.stringify(stage.mailer.calls[1])).toBe(JSON.stringify(stage.mailer.calls[0]))
    stage.clock.advance({ hours: 2 })
    await retry()
    expect(stage.mailer.calls).toHaveLength(2)
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 3, accepted: 0, waiting: 0 })
  })

  test.each(['temporary', 'refused'] as const)(
    'is never sent anew when a call whose end nobody knows was followed by one that was %s',
    async (kind) => {
      await stage.close()
      stage = await createSendingStage(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
      await stage.addReaders(3)
      const campaignId = await stage.release()
      stage.mailer.answers.push(failWith('unknown'), failWith(kind))
      await runJobs(stage.world)
      const [batch] = await stage.batches()
      const retry = () => stage.send(batch?.id ?? '')
      await retry().catch(() => {})
      stage.clock.advance({ hours: 24 })
      await retry()
      expect(new Set(stage.mailer.calls.map(({ key }) => key))).toEqual(new Set([batch?.id]))
      expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 3, accepted: 0, waiting: 0 })
    },
  )

  test('is never sent when its bytes would differ and it may have been sent already', async () => {
    await stage.close()
    stage = await createSendingStage(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('unknown'))
    await runJobs(stage.world)
    const [batch] = await stage.batches()
    await stage.testDatabase.pool.query(`alter table delivery_batches disable trigger user`)
    await stage.testDatabase.pool.query(`update delivery_batches set payload_hash = 'other'`)
    await stage.send(batch?.id ?? '')
    expect(stage.mailer.calls).toHaveLength(1)
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 3, accepted: 0 })
  })

  test('goes out under another key when its bytes would differ and nothing of it was sent', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    await stage.testDatabase.pool.query(`alter table delivery_batches disable trigger user`)
    await stage.testDatabase.pool.query(`update delivery_batches set payload_hash = 'other'`)
    stage.clock.advance({ minutes: 1 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.calls[1]?.key).not.toBe(stage.mailer.calls[0]?.key)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 3, status: 'sent' })
  })
})

describe('the outcome of a batch', () => {
  test('that is unknown where no key is remembered is uncertain and never sent again', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('unknown'))
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 3, status: 'sent' })
    expect(stage.mailer.calls).toHaveLength(1)
  })

  test('of a process that died in the call waits for its end, and is then uncertain', async () => {
    await stage.addReaders(2)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    await stage.testDatabase.pool.query('update delivery_batches set attempting_since = $1', [
      stage.world.now().toString(),
    ])
    const [batch] = await stage.batches()
    const retry = () => stage.send(batch?.id ?? '')
    await expect(retry()).rejects.toMatchObject({ name: 'PutOff', code: 'attempt-in-progress' })
    stage.clock.advance({ minutes: 3 })
    await retry()
    expect(stage.mailer.accepted).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 2 })
  })

  test('mixed: accepted, refused for good, put off and unknown each land where they belong', async () => {
    await stage.addReaders(5)
    const campaignId = await stage.release()
    const failure = (kind: ProviderFailureKind) => new ProviderFailure(kind, `smtp-${kind}`)
    stage.mailer.answers.push(failEach(null, failure('permanent'), failure('temporary'), failure('unknown'), null))
    expect(await runJobs(stage.world)).toEqual([])
    stage.clock.advance({ minutes: 1 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({
      frozen: 5,
      accepted: 3,
      failed: { 'smtp-permanent': 1 },
      uncertain: 1,
      status: 'sent',
    })
    expect(stage.mailer.calls.map(({ mails }) => mails.length)).toEqual([5, 1])
  })

  test('refused for good as a whole is cut in two until the message at fault is alone', async () => {
    const readers = await stage.addReaders(8)
    const campaignId = await stage.release()
    const culprit = readers[5]?.email
    for (let call = 0; call < 20; call += 1) {
      stage.mailer.answers.push((mails) =>
        mails.some(({ to }) => to === culprit)
          ? new ProviderFailure('permanent', 'resend-422')
          : mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference })),
      )
    }
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(
      readers
        .map(({ email }) => email)
        .filter((email) => email !== culprit)
        .toSorted(),
    )
    expect(new Set(stage.mailer.calls.map(({ key }) => key)).size).toBe(stage.mailer.calls.length)
    expect(await stage.accountOf(campaignId)).toMatchObject({
      accepted: 7,
      failed: { 'resend-422': 1 },
      status: 'sent',
    })
  })

  test('refused as a sender stops the provider and holds the campaign until a person resumes both', async () => {
    await stage.addReaders(2)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('refused', 'resend-401'))
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'held', waiting: 2 })
    const resume = () => resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
    await expect(resume()).rejects.toMatchObject({ code: 'provider-stopped' })
    await resumeProvider(stage.world, { member: stage.team.editor, provider: 'smtp' })
    await resume()
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'sent', accepted: 2 })
  })
})
