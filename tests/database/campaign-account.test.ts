import { sql, type SQLWrapper } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readCampaignAccount } from '#database/account-queries'
import type { Executor } from '#database/database'
import { ProviderFailure } from '#domain/provider-failure'
import { createRecordingMailer, failEach } from '../support/recording-mailer.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage(createRecordingMailer({ batchSizeMax: 2 }))
  return () => stage.close()
})

afterEach(() => {
  stage.mailer.answers.length = 0
})

const total = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0)

test('an account balances at every moment, reasons included, while its batches are settled', async () => {
  const readers = await stage.addReaders(40)
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  const left = readers.slice(0, 7).map(({ id }) => id)
  await stage.testDatabase.pool.query('update subscribers set ended_at = now() where id = any($1)', [left])
  const refusal = new ProviderFailure('permanent', 'smtp-550')
  for (let batch = 0; batch < 10; batch += 1) stage.mailer.answers.push(failEach(refusal))

  const batches = await stage.batches()
  let isSending = true
  const sending = Promise.all(batches.map(({ id }) => stage.send(id))).finally(() => {
    isSending = false
  })
  const waiting: number[] = []
  do {
    const { account, dropped, failed } = await readCampaignAccount(stage.world.database, campaignId)
    expect(account.frozen).toBe(40)
    expect(account.accepted + account.dropped + account.failed + account.uncertain + account.waiting).toBe(40)
    expect([total(dropped), total(failed)]).toEqual([account.dropped, account.failed])
    waiting.push(account.waiting)
  } while (isSending)
  await sending

  const { account, dropped, failed, providers } = await readCampaignAccount(stage.world.database, campaignId)
  expect(waiting.toSorted((one, other) => other - one)).toEqual(waiting)
  expect(account).toMatchObject({ waiting: 0, dropped: 7, uncertain: 0 })
  expect(dropped).toEqual({ left: 7 })
  expect(failed).toEqual({ 'smtp-550': account.failed })
  expect(account.failed).toBeGreaterThan(0)
  expect(providers).toMatchObject([{ provider: 'smtp', accepted: account.accepted, failed: account.failed }])
})

test('an account looks one by one only at letters to which something happened', async () => {
  await stage.addReaders(3)
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  const { database } = stage.world
  let statement: SQLWrapper | string = ''
  const watched: Pick<Executor, 'execute'> = {
    execute(query) {
      statement = query
      return database.execute(query)
    },
  }
  await readCampaignAccount(watched, campaignId)
  await database.transaction(async (transaction) => {
    await transaction.execute(sql`set local enable_seqscan = off`)
    const { rows } = await transaction.execute(sql`explain ${statement}`)
    const plan = JSON.stringify(rows)
    expect(plan).toMatch(/deliveries_exceptional/)
    expect(plan).toMatch(/deliveries_delayed/)
    expect(plan).not.toMatch(/Seq Scan on deliveries\b|deliveries_pkey|deliveries_placed/)
  })
})
