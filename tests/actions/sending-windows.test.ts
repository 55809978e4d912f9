import { beforeEach, describe, expect, test } from 'vitest'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { readSuppressionHashes } from '#database/delivery-queries'
import { findSuppressions } from '#database/subscriber-queries'
import { deliveries, mailProviders } from '#database/tables'
import { domainBusy, ProviderFailure } from '#domain/provider-failure'
import { createRecordingMailer, failEach, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

const running = new AbortController().signal
const temporary = new ProviderFailure('temporary', 'smtp-etimedout')

let stage: SendingStage
let mailer: RecordingMailer

beforeEach(async () => {
  mailer = createRecordingMailer({ batchSizeMax: 20, windowSize: 5 })
  stage = await createSendingStage(mailer)
  return () => stage.close()
})

async function onlyBatch() {
  const [batch] = await stage.batches()
  if (!batch) throw new Error('There is no batch.')
  return batch
}

/** Begins the only batch and dies in the middle of its call number `number`, after the server has taken it or not. */
async function dieInCall(number: number, { hasTaken }: { hasTaken: boolean }): Promise<void> {
  let calls = 0
  const dying = {
    ...mailer,
    deliver: async (...call: Parameters<typeof mailer.deliver>) => {
      calls += 1
      if (calls < number || hasTaken) await mailer.deliver(...call)
      if (calls < number) return call[0].map(({ reference }) => ({ kind: 'accepted' as const, providerId: reference }))
      throw new Error('killed')
    },
  }
  const { id } = await onlyBatch()
  const world = { ...stage.world, mailers: { smtp: dying } }
  await expect(sendDeliveryBatch(world, { batchId: id, provider: 'smtp' }, running)).rejects.toThrow('killed')
}

describe('a process that dies in the middle of a batch', () => {
  test.each([
    ['before the server took the window', false],
    ['after it did', true],
  ])('%s leaves that window in doubt and no more; the rest is sent once', async (_, hasTaken) => {
    const readers = await stage.addReaders(20)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    await dieInCall(3, { hasTaken })
    await expect(stage.send((await onlyBatch()).id)).rejects.toMatchObject({ code: 'attempt-in-progress' })
    stage.clock.advance({ minutes: 3 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 15, uncertain: 5, status: 'sent' })
    const reached = mailer.accepted.map(({ to }) => String(to))
    expect(new Set(reached).size).toBe(reached.length)
    expect(reached).toHaveLength(hasTaken ? 20 : 15)
    expect(readers.map(({ email }) => email)).toEqual(expect.arrayContaining(reached))
  })

  test('and was only paused hands over nothing that another has taken up meanwhile', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const { id } = await onlyBatch()
    const slow = {
      ...mailer,
      deliver: async (...call: Parameters<typeof mailer.deliver>) => {
        const outcomes = await mailer.deliver(...call)
        stage.clock.advance({ minutes: 3 })
        await stage.send(id)
        return outcomes
      },
    }
    const world = { ...stage.world, mailers: { smtp: slow } }
    await sendDeliveryBatch(world, { batchId: id, provider: 'smtp' }, running)
    expect(mailer.calls).toHaveLength(1)
    expect(await runJobs(stage.world)).toEqual([])
    expect(new Set(mailer.accepted.map(({ to }) => to)).size).toBe(mailer.accepted.length)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 15, uncertain: 5, status: 'sent' })
  })
})

describe('a batch handed over in windows', () => {
  test('ends with the window in which the provider failed, and the rest goes out later', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    mailer.answers.push(failEach(null, temporary), failEach(temporary, temporary, temporary, temporary, temporary))
    expect(await runJobs(stage.world)).toEqual([])
    expect(mailer.calls.map(({ mails }) => mails.length)).toEqual([5, 5])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 4, waiting: 16 })
    expect(await stage.world.database.select().from(mailProviders)).toMatchObject([{ failingBatches: 1 }])
    stage.clock.advance({ minutes: 1 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, status: 'sent' })
    expect(await stage.world.database.select().from(mailProviders)).toMatchObject([{ failingBatches: 0 }])
  })

  test('leaves one window uncertain when its connection broke after the messages were over', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    mailer.answers.push(failEach(), failWith('unknown'))
    expect(await runJobs(stage.world)).toEqual([])
    stage.clock.advance({ minutes: 1 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 15, uncertain: 5, status: 'sent' })
  })

  test('stops between two windows when its process is to stop, and what is left goes out with the next', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const stopping = new AbortController()
    mailer.answers.push((mails) => {
      stopping.abort()
      return mails.map(({ reference }) => ({ kind: 'accepted', providerId: reference }))
    })
    await sendDeliveryBatch(stage.world, { batchId: (await onlyBatch()).id, provider: 'smtp' }, stopping.signal)
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 5, waiting: 15 })
    stage.clock.advance({ minutes: 1 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, status: 'sent' })
  })

  test('goes on past readers whose domain is slow, and comes back to them without blaming the provider', async () => {
    await stage.addReaders(20)
    const campaignId = await stage.release()
    const busy = new ProviderFailure('temporary', domainBusy)
    mailer.answers.push(failEach(busy, busy, busy, busy, busy))
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 15, waiting: 5 })
    expect(await stage.world.database.select().from(mailProviders)).toEqual([])
    stage.clock.advance({ minutes: 1 })
    expect(await runJobs(stage.world)).toEqual([])
    expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, status: 'sent' })
  })
})

describe('an address that turns out to be dead', () => {
  test('is suppressed with its letter, counts as a hard bounce, and enough of them hold the campaign', async () => {
    await stage.close()
    stage = await createSendingStage(mailer, { thresholds: { lettersMin: 20, hardBouncePercent: 4 } })
    await stage.addReaders(40)
    const campaignId = await stage.release()
    await stage.expand(campaignId)
    const dead = new ProviderFailure('permanent', 'smtp-550-5.1.1', { isAddressDead: true })
    const full = new ProviderFailure('permanent', 'smtp-552-5.2.2')
    mailer.answers.push(failEach(null, dead, full))
    expect(await runJobs(stage.world)).toEqual([])
    const [batch] = (await stage.batches()).filter(({ failedCount }) => failedCount > 0)
    expect(batch).toMatchObject({ failedCount: 2, hardBouncedCount: 1, acceptedCount: 18 })
    const hashes = await readSuppressionHashes(stage.world.database, batch?.id ?? '', [0, 1, 2])
    expect([...(await findSuppressions(stage.world.database, hashes)).values()]).toEqual([['bounced']])
    expect(await stage.accountOf(campaignId)).toMatchObject({ status: 'held', accepted: 18, waiting: 20 })
  })
})

describe('a word that came before the settlement', () => {
  test.each(['delivered_at', 'delayed_at', 'bounced_at', 'complained_at', 'proven_at'])(
    'keeps a reader of an uncertain batch accepted (%s)',
    async (fact) => {
      await stage.addReaders(3)
      const campaignId = await stage.release()
      mailer.answers.push(failWith('unknown'))
      await stage.expand(campaignId)
      await stage.testDatabase.pool.query(`update deliveries set ${fact} = now() where position = 1`)
      expect(await runJobs(stage.world)).toEqual([])
      expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 1, uncertain: 2, status: 'sent' })
      const rows = await stage.world.database.select().from(deliveries).orderBy(deliveries.position)
      expect(rows.map(({ uncertainAt }) => uncertainAt !== null)).toEqual([true, false, true])
    },
  )
})
