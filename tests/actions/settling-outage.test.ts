import { beforeEach, expect, test } from 'vitest'
import { outlastOutage } from '#database/outlast-outage'
import type { Mailer } from '#mail/mailer'
import { createRecordingMailer, failEach, type RecordingMailer } from '../support/recording-mailer.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'
import { ProviderFailure } from '#domain/provider-failure'
import { sendDeliveryBatch } from '#actions/send-delivery-batch'
import { runJobs } from '../support/run-jobs.ts'

let stage: SendingStage
let mailer: RecordingMailer

beforeEach(async () => {
  mailer = createRecordingMailer({ batchSizeMax: 20, windowSize: 5 })
  stage = await createSendingStage(mailer)
  // A broken connection tells the pool, which has no other listener here.
  stage.testDatabase.pool.on('error', () => {})
  return () => stage.close()
})

/** Ends every other connection to the database, as a restart of the server does. */
async function breakConnections(): Promise<void> {
  await stage.testDatabase.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  )
}

async function sendAll(deliver: Mailer['deliver']): Promise<void> {
  const world = { ...stage.world, mailers: { smtp: { ...mailer, deliver } } }
  for (const { id } of await stage.batches())
    await sendDeliveryBatch(world, { batchId: id, provider: 'smtp' }, new AbortController().signal)
}

test('what the provider answered outlasts connections that break after every call', async () => {
  await stage.addReaders(20)
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  await sendAll(async (...call) => {
    const outcomes = await mailer.deliver(...call)
    // One that waits in the pool, and goes with the rest, when it is asked for next.
    const ask = () => outlastOutage(() => stage.testDatabase.pool.query('select 1'))
    await Promise.all([ask(), ask()])
    await outlastOutage(breakConnections)
    return outcomes
  })
  expect(mailer.calls).toHaveLength(4)
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 20, waiting: 0 })
})

test('a settlement whose own connection is ended in the middle is done again, once', async () => {
  await stage.addReaders(5)
  const campaignId = await stage.release()
  await stage.expand(campaignId)
  const { pool } = stage.testDatabase
  await pool.query(
    `create sequence ended;
     create function end_connection() returns trigger language plpgsql as $$
     begin
       if nextval('ended') = 1 then perform pg_terminate_backend(pg_backend_pid()); end if;
       return new;
     end $$;
     create trigger end_connection before update on deliveries for each row when (new.failed_at is not null)
       execute function end_connection()`,
  )
  mailer.answers.push(failEach(null, new ProviderFailure('permanent', 'smtp-550')))
  await sendAll((...call) => mailer.deliver(...call))
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 4, failed: { 'smtp-550': 1 }, waiting: 0 })
  expect(await runJobs(stage.world)).toEqual([])
  expect(mailer.calls).toHaveLength(1)
})
