import { beforeEach, describe, expect, test } from 'vitest'
import { cancelCampaign } from '#actions/cancel-campaign'
import { expandAudience } from '#actions/expand-audience'
import { holdFailingCampaign } from '#actions/hold-failing-campaign'
import { readCampaign } from '#actions/read-campaign'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import type { SendingWorld } from '#actions/world'
import { lockCampaign } from '#database/campaign-queries'
import { ProviderFailure } from '#domain/provider-failure'
import { PutOff } from '#domain/put-off'
import type { Mailer } from '#mail/mailer'
import { untilBlocked } from '../support/locks.ts'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

const running = new AbortController().signal

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

/** The world of a process whose calls to the provider go another way. */
function worldWith(deliver: Mailer['deliver']): SendingWorld {
  return { ...stage.world, mailers: { smtp: { ...stage.mailer, deliver } } }
}

async function onlyBatchId(): Promise<string> {
  const [batch] = await stage.batches()
  return batch?.id ?? ''
}

describe('a campaign is finished', () => {
  test('though the process died after it had settled the last batch', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    await stage.send(await onlyBatchId())
    await stage.testDatabase.pool.query(`delete from job_outbox where name = 'finish-campaign'`)
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'sent', accepted: 3 })
    expect(stage.mailer.accepted).toHaveLength(3)
  })

  test('though the process died after it had walked the last release', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    await stage.send(await onlyBatchId())
    await stage.testDatabase.pool.query('delete from job_outbox')
    const { releases } = await readCampaign(stage.world, { campaignId })
    await expandAudience(stage.world, { releaseId: releases[0]?.id ?? '' }, running)
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'sent' })
  })
})

describe('a batch in the middle of its call', () => {
  test('is dropped when its campaign is cancelled meanwhile and the provider refuses', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const world = worldWith(async () => {
      await cancelCampaign(stage.world, { member: stage.team.editor, campaignId })
      throw new ProviderFailure('refused', 'test-refused')
    })
    await sendDeliveryBatch(world, { batchId: await onlyBatchId(), provider: 'smtp' }, running)
    expect(await stage.accountOf(campaignId)).toMatchObject({
      status: 'cancelled',
      waiting: 0,
      dropped: { cancelled: 3 },
    })
  })

  test('stays open when another process, whose call sent nothing, ends first', async () => {
    await stage.close()
    stage = await createSendingStage(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
    await stage.addReaders(3)
    await stage.expand(await stage.release())
    const batchId = await onlyBatchId()
    const { promise: isCalled, resolve: called } = Promise.withResolvers<void>()
    const first = worldWith(async () => {
      stage.clock.advance({ seconds: 1 })
      const second = worldWith(() => {
        called()
        return new Promise(() => {})
      })
      void sendDeliveryBatch(second, { batchId, provider: 'smtp' }, running)
      await isCalled
      throw new ProviderFailure('temporary', 'test-temporary')
    })
    await expect(sendDeliveryBatch(first, { batchId, provider: 'smtp' }, running)).rejects.toBeInstanceOf(PutOff)
    const [batch] = await stage.batches()
    expect(batch?.attemptingSince).not.toBeNull()
  })
})

describe('whoever changes a campaign and its batches', () => {
  test('does not wait for somebody who waits for them', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    const batchId = await onlyBatchId()
    const { pool } = stage.testDatabase
    const cancelling = await pool.connect()
    try {
      await cancelling.query('begin')
      await cancelling.query('select from campaigns where id = $1 for no key update', [campaignId])
      const holding = holdFailingCampaign(stage.world, { batchId })
      await untilBlocked(pool)
      await cancelling.query(`set local lock_timeout = '2s'`)
      await cancelling.query('select from delivery_batches where id = $1 for update', [batchId])
      await cancelling.query('commit')
      await holding
    } finally {
      cancelling.release()
    }
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'held' })
  })

  test('does not keep a batch from being sealed anew', async () => {
    await stage.addReaders(3)
    const campaignId = await stage.release()
    stage.mailer.answers.push(failWith('temporary'))
    await runJobs(stage.world)
    stage.clock.advance({ minutes: 20 })
    const batchId = await onlyBatchId()
    // Sealing anew holds the batch and adds another one to the campaign; a canceller holds the campaign and wants the batch.
    await stage.world.database.transaction(async (transaction) => {
      await lockCampaign(transaction, campaignId)
      await stage.send(batchId)
    })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 3 })
  })
})
