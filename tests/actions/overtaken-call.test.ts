import { beforeEach, describe, expect, test } from 'vitest'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import type { SendingWorld } from '#actions/world'
import { ProviderFailure } from '#domain/provider-failure'
import type { Mailer } from '#mail/mailer'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

const running = new AbortController().signal

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage(createRecordingMailer({ name: 'resend', remembersKeys: true, batchSizeMax: 100 }))
  return () => stage.close()
})

/** The world of a process whose calls to the provider go another way. */
function worldWith(deliver: Mailer['deliver']): SendingWorld {
  return { ...stage.world, mailers: { resend: { ...stage.mailer, deliver } } }
}

describe('a call that another process has repeated meanwhile', () => {
  test('moves nobody to a new batch when it is refused', async () => {
    await stage.addReaders(4)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const [batch] = await stage.batches()
    const batchId = batch?.id ?? ''
    const slow = worldWith(async () => {
      stage.clock.advance({ minutes: 10 })
      const { promise: isTaken, resolve: taken } = Promise.withResolvers<void>()
      const second = worldWith(async (mails, options) => {
        const outcomes = await stage.mailer.deliver(mails, options)
        taken()
        await finish.promise
        return outcomes
      })
      repeating = sendDeliveryBatch(second, { batchId, provider: 'resend' }, running)
      await isTaken
      throw new ProviderFailure('permanent', 'resend-413-unnamed')
    })
    const finish = Promise.withResolvers<void>()
    let repeating = Promise.resolve()
    await sendDeliveryBatch(slow, { batchId, provider: 'resend' }, running)
    finish.resolve()
    await repeating
    await runJobs(stage.world)
    expect(stage.mailer.accepted).toHaveLength(4)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 4, status: 'sent' })
  })
})

describe('a batch whose call had no answer', () => {
  test('is cut in two when the same call is refused for a letter in it', async () => {
    const readers = await stage.addReaders(4)
    const campaignId = await stage.release()
    const culprit = readers[2]?.email
    stage.mailer.answers.push(failWith('unknown'))
    for (let call = 0; call < 10; call += 1) {
      stage.mailer.answers.push((mails) =>
        mails.some(({ to }) => to === culprit)
          ? new ProviderFailure('permanent', 'resend-422-validation-error')
          : mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference })),
      )
    }
    await runJobs(stage.world)
    stage.clock.advance({ minutes: 5 })
    await runJobs(stage.world)
    expect(await stage.accountOf(campaignId)).toMatchObject({
      accepted: 3,
      failed: { 'resend-422-validation-error': 1 },
      uncertain: 0,
    })
  })
})
