import { beforeEach, describe, expect, test } from 'vitest'
import { followTroublePolicy } from '#actions/follow-trouble-policy'
import { pauseCampaign } from '#actions/pause-campaign'
import { readCampaign } from '#actions/read-campaign'
import { resumeCampaign } from '#actions/resume-campaign'
import { resumeProvider } from '#actions/resume-provider'
import { routeCampaign } from '#actions/route-campaign'
import { stopProvider } from '#actions/stop-provider'
import { auditEvents } from '#database/tables'
import type { ProviderName, TroublePolicy } from '#domain/provider'
import { createRecordingMailer, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage
let resend: RecordingMailer
let smtp: RecordingMailer

beforeEach(async () => {
  resend = createRecordingMailer({ name: 'resend', remembersKeys: true, batchSizeMax: 100 })
  smtp = createRecordingMailer({ name: 'smtp', batchSizeMax: 25, windowSize: 5 })
  stage = await createSendingStage(resend, { others: [smtp] })
  return () => stage.close()
})

function route(campaignId: string, provider: ProviderName | null, onProviderTrouble: TroublePolicy = 'hold') {
  return routeCampaign(stage.world, { member: stage.team.editor, campaignId, provider, onProviderTrouble })
}

function mailboxes(): string[] {
  return [...resend.accepted, ...smtp.accepted].map(({ to }) => String(to)).toSorted()
}

async function auditedActions(): Promise<string[]> {
  const rows = await stage.world.database.select({ action: auditEvents.action }).from(auditEvents)
  return rows.map(({ action }) => action)
}

async function holdOf(campaignId: string) {
  const { campaign, status } = await readCampaign(stage.world, { campaignId })
  return [status, campaign.holdReason]
}

describe('a campaign for which somebody chose a provider', () => {
  test('goes by that one from its first batch, cut to what it takes', async () => {
    const readers = await stage.addReaders(60)
    const campaignId = await stage.release()
    await route(campaignId, 'smtp')
    expect(await runJobs(stage.world)).toEqual([])
    expect(resend.calls).toEqual([])
    expect(mailboxes()).toEqual(readers.map(({ email }) => email).toSorted())
    expect((await stage.batches()).map(({ size }) => size).toSorted((one, other) => one - other)).toEqual([10, 25, 25])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 60, status: 'sent' })
  })

  test('goes by it in the middle, what is left cut anew, and nobody is mailed twice', async () => {
    const readers = await stage.addReaders(130)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const large = (await stage.batches()).find(({ size }) => size === 30)
    await stage.send(large?.id ?? '')
    await route(campaignId, 'smtp')
    expect(await runJobs(stage.world)).toEqual([])
    expect([resend.accepted.length, smtp.accepted.length]).toEqual([30, 100])
    expect(mailboxes()).toEqual(readers.map(({ email }) => email).toSorted())
    expect(Math.max(...smtp.calls.map(({ mails }) => mails.length))).toBe(5)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 130, status: 'sent' })
  })

  test('cannot have one that is not configured, nor any once it is over; and it takes a role', async () => {
    await stage.addReaders(1)
    const campaignId = await stage.release()
    const world = { ...stage.world, providers: ['resend'] as const }
    const choose = routeCampaign(world, {
      member: stage.team.editor,
      campaignId,
      provider: 'smtp',
      onProviderTrouble: 'hold',
    })
    await expect(choose).rejects.toMatchObject({ code: 'provider-unknown' })
    const translator = { id: stage.team.editor.id, role: 'translator' } as const
    const denied = routeCampaign(stage.world, {
      member: translator,
      campaignId,
      provider: null,
      onProviderTrouble: 'hold',
    })
    await expect(denied).rejects.toMatchObject({ code: 'role-missing' })
    await runJobs(stage.world)
    await expect(route(campaignId, 'smtp')).rejects.toMatchObject({ code: 'campaign-finished' })
  })
})

describe('a batch that its provider may have taken', () => {
  test('stays with that provider, key and bytes when its campaign goes by another one', async () => {
    const readers = await stage.addReaders(40)
    const campaignId = await stage.release()
    resend.answers.push(failWith('unknown'))
    await runJobs(stage.world)
    await route(campaignId, 'smtp')
    for (let round = 0; round < 3; round += 1) {
      expect(await runJobs(stage.world)).toEqual([])
      stage.clock.advance({ minutes: 1 })
    }
    expect(smtp.calls).toEqual([])
    expect(new Set(resend.calls.map((call) => JSON.stringify(call))).size).toBe(1)
    expect(mailboxes()).toEqual(readers.map(({ email }) => email).toSorted())
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 40, status: 'sent' })
  })

  test('is uncertain, and not mailed by the other, when the key is forgotten', async () => {
    await stage.addReaders(4)
    const campaignId = await stage.release()
    resend.answers.push(failWith('unknown'))
    await runJobs(stage.world)
    await route(campaignId, 'smtp')
    await stopProvider(stage.world, { member: stage.team.editor, provider: 'resend' })
    await runJobs(stage.world)
    stage.clock.advance({ hours: 22 })
    await runJobs(stage.world)
    expect(await stage.accountOf(campaignId)).toMatchObject({ waiting: 4 })
    stage.clock.advance({ hours: 2 })
    expect(await runJobs(stage.world)).toEqual([])
    expect([resend.calls.length, smtp.calls.length]).toEqual([1, 0])
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 4, status: 'sent' })
  })

  test('waits for a provider that was taken out of the configuration and may come back', async () => {
    await stage.addReaders(4)
    const campaignId = await stage.release()
    resend.answers.push(failWith('unknown'))
    await runJobs(stage.world)
    const without = { ...stage.world, providers: ['smtp'] as const, mailers: { smtp } }
    stage.clock.advance({ minutes: 1 })
    await runJobs(without)
    expect(smtp.calls).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ waiting: 4 })
    stage.clock.advance({ hours: 24 })
    await runJobs(without)
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 4, status: 'sent' })
  })
})

describe('a provider that refuses us', () => {
  beforeEach(() => void resend.answers.push(failWith('refused', 'resend-401')))

  test('is stopped, and a campaign that may switch goes on by the other one without a person', async () => {
    const readers = await stage.addReaders(60)
    const campaignId = await stage.release()
    await route(campaignId, null, 'switch')
    expect(await runJobs(stage.world)).toEqual([])
    expect(mailboxes()).toEqual(readers.map(({ email }) => email).toSorted())
    expect(resend.accepted).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 60, status: 'sent' })
    expect(await auditedActions()).toEqual(expect.arrayContaining(['provider-stopped', 'campaign-switched']))
  })

  test('holds nothing more for a refusal of before a person let it go on', async () => {
    await stage.addReaders(3)
    await stage.release()
    await runJobs(stage.world)
    const campaignId = await stage.release()
    await resumeProvider(stage.world, { member: stage.team.editor, provider: 'resend' })
    await followTroublePolicy(stage.world, { campaignId, provider: 'resend', reason: 'provider-refused' })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await holdOf(campaignId)).toEqual(['sent', null])
  })

  test('holds every campaign that may not, each at its next batch; both are a person’s to resume', async () => {
    await stage.addReaders(3)
    const one = await stage.release()
    const other = await stage.release()
    await runJobs(stage.world)
    expect(await holdOf(one)).toEqual(['held', 'provider-refused'])
    expect(await holdOf(other)).toEqual(['held', 'provider-refused'])
    expect(resend.calls).toHaveLength(1)
    await route(other, 'smtp')
    await resumeCampaign(stage.world, { member: stage.team.editor, campaignId: other })
    await resumeProvider(stage.world, { member: stage.team.editor, provider: 'resend' })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await holdOf(one)).toEqual(['held', 'provider-refused'])
    await resumeCampaign(stage.world, { member: stage.team.editor, campaignId: one })
    expect(await runJobs(stage.world)).toEqual([])
    expect([await holdOf(one), await holdOf(other)]).toEqual([
      ['sent', null],
      ['sent', null],
    ])
    expect([resend.accepted.length, smtp.accepted.length]).toEqual([3, 3])
  })
})

describe('a provider that a person stopped', () => {
  test('holds a campaign with that reason, and one that was paused goes on by the other when resumed', async () => {
    await stage.addReaders(3)
    const held = await stage.release()
    const paused = await stage.release()
    await pauseCampaign(stage.world, { member: stage.team.editor, campaignId: paused })
    await route(paused, 'resend', 'switch')
    await stopProvider(stage.world, { member: stage.team.editor, provider: 'resend' })
    await runJobs(stage.world)
    expect(await holdOf(held)).toEqual(['held', 'provider-stopped'])
    await resumeCampaign(stage.world, { member: stage.team.editor, campaignId: paused })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await holdOf(paused)).toEqual(['sent', null])
    expect(smtp.accepted).toHaveLength(3)
  })
})

describe('a quota that is used up', () => {
  test('holds the campaign, which a person can send by another provider', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    resend.answers.push(failWith('quota', 'resend-429-daily-quota-exceeded'))
    expect(await runJobs(stage.world)).toEqual([])
    expect(await holdOf(campaignId)).toEqual(['held', 'provider-quota'])
    await route(campaignId, 'smtp')
    await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
    expect(await runJobs(stage.world)).toEqual([])
    expect(smtp.accepted).toHaveLength(3)
  })

  test('of both providers ends in a hold, and not in a campaign that is handed to and fro', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    await route(campaignId, null, 'switch')
    for (let call = 0; call < 10; call += 1) {
      resend.answers.push(failWith('quota'))
      smtp.answers.push(failWith('quota'))
    }
    expect(await runJobs(stage.world)).toEqual([])
    expect(await holdOf(campaignId)).toEqual(['held', 'provider-quota'])
    expect([resend.calls.length, smtp.calls.length]).toEqual([1, 1])
    expect(await stage.accountOf(campaignId)).toMatchObject({ waiting: 3 })
  })
})
