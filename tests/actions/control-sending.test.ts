import { beforeEach, describe, expect, test } from 'vitest'
import { cancelCampaign } from '#actions/cancel-campaign'
import { confirmAddressChange } from '#actions/confirm-address-change'
import { pauseCampaign } from '#actions/pause-campaign'
import { requestAddressChange } from '#actions/request-address-change'
import { resumeCampaign } from '#actions/resume-campaign'
import { resumeSending } from '#actions/resume-sending'
import { stopSending } from '#actions/stop-sending'
import { unsubscribe } from '#actions/unsubscribe'
import { addressChanges } from '#database/tables'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { linkOf } from '../support/visits.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

describe('control', () => {
  test.each([
    [
      'pause',
      (campaignId: string) => pauseCampaign(stage.world, { member: stage.team.editor, campaignId }),
      (campaignId: string) => resumeCampaign(stage.world, { member: stage.team.editor, campaignId }),
    ],
    [
      'the global stop',
      () => stopSending(stage.world, { member: stage.team.editor }),
      () => resumeSending(stage.world, { member: stage.team.editor }),
    ],
  ])('%s acts before the next batch, and letting go sends the rest once', async (_, stop, go) => {
    await stage.addReaders(60)
    const campaignId = await stage.release()
    stage.mailer.answers.push((mails) => mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference })))
    await stage.expand(campaignId)
    const [batch] = await stage.batches()
    await stage.send(batch?.id ?? '')
    await stop(campaignId)
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.accepted).toHaveLength(batch?.size ?? 0)
    await go(campaignId)
    expect(await runJobs(stage.world)).toEqual([])
    expect(new Set(stage.mailer.accepted.map(({ to }) => to)).size).toBe(60)
    expect(stage.mailer.accepted).toHaveLength(60)
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'sent', accepted: 60 })
  })

  test('cancel drops everyone whose batch was never attempted', async () => {
    await stage.addReaders(60)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const [batch] = await stage.batches()
    await stage.send(batch?.id ?? '')
    await cancelCampaign(stage.world, { member: stage.team.editor, campaignId })
    expect(await runJobs(stage.world)).toEqual([])
    const sent = batch?.size ?? 0
    expect(await stage.accountOf(campaignId)).toMatchObject({
      status: 'cancelled',
      accepted: sent,
      dropped: { cancelled: 60 - sent },
      waiting: 0,
    })
  })
})

describe('a batch that was put off', () => {
  test('for long is sealed anew, so that whoever left meanwhile is not mailed', async () => {
    const [leaver] = await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    const token = stage.world.links.sign('unsubscribe', { ids: [leaver?.id ?? ''], expiresAt: null })
    await unsubscribe(stage.world, { token, method: 'page' })
    stage.clock.advance({ minutes: 20 })
    const [batch] = await stage.batches()
    await stage.send(batch?.id ?? '')
    expect(stage.mailer.accepted).toEqual([])
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.accepted).toHaveLength(2)
    expect(stage.mailer.calls[1]?.key).not.toBe(stage.mailer.calls[0]?.key)
    expect(await stage.accountOf(campaignId)).toMatchObject({
      frozen: 3,
      accepted: 2,
      dropped: { left: 1 },
      status: 'sent',
    })
  })

  test('is sealed anew at once when somebody in it has left', async () => {
    const [leaver] = await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    await unsubscribe(stage.world, {
      token: stage.world.links.sign('unsubscribe', { ids: [leaver?.id ?? ''], expiresAt: null }),
      method: 'one-click',
    })
    stage.clock.advance({ minutes: 1 })
    const [batch] = await stage.batches()
    await stage.send(batch?.id ?? '')
    expect(await runJobs(stage.world)).toEqual([])
    expect(stage.mailer.accepted.map(({ to }) => String(to))).not.toContain(leaver?.email)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 2, dropped: { left: 1 }, status: 'sent' })
  })

  test('is sealed anew at once when somebody in it has moved, so that the address they left gets no letter', async () => {
    const { world } = stage
    const [mover] = await stage.addReaders(2)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(world)
    await requestAddressChange(world, { token: await linkOf(world, mover?.id ?? ''), email: 'next@elsewhere.example' })
    const [change] = await world.database.select().from(addressChanges)
    const { id = '', expiresAt = null } = change ?? {}
    await confirmAddressChange(world, { token: world.links.sign('address', { ids: [id], expiresAt }) })
    stage.clock.advance({ minutes: 1 })
    const [batch] = await stage.batches()
    await stage.send(batch?.id ?? '')
    expect(await runJobs(world)).toEqual([])
    const letters = stage.mailer.accepted.filter(({ body }) => 'letter' in body)
    expect(letters).toHaveLength(2)
    expect(letters.map(({ to }) => String(to))).toContain('next@elsewhere.example')
    expect(letters.map(({ to }) => String(to))).not.toContain(mover?.email)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 2, status: 'sent' })
  })

  test('is dropped when its campaign is cancelled', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    await cancelCampaign(stage.world, { member: stage.team.editor, campaignId })
    expect(await stage.accountOf(campaignId)).toMatchObject({
      waiting: 0,
      dropped: { cancelled: 3 },
      status: 'cancelled',
    })
  })
})

describe('a batch in doubt', () => {
  test('of a paused campaign is settled when that is cancelled, though its job had ended', async () => {
    await stage.close()
    stage = await createSendingStage(createRecordingMailer({ remembersKeys: true }))
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('unknown'))
    await runJobs(stage.world)
    await pauseCampaign(stage.world, { member: stage.team.editor, campaignId })
    stage.clock.advance({ minutes: 1 })
    await runJobs(stage.world)
    await cancelCampaign(stage.world, { member: stage.team.editor, campaignId })
    expect(await runJobs(stage.world)).toEqual([])
    // A call that began less than two minutes ago may still be running.
    expect(await stage.accountOf(campaignId)).toMatchObject({ waiting: 3 })
    stage.clock.advance({ minutes: 3 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ uncertain: 3, waiting: 0, status: 'cancelled' })
  })
})
