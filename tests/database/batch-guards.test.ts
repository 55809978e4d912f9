import { beforeEach, describe, expect, test } from 'vitest'
import { createRecordingMailer, failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage(createRecordingMailer({ remembersKeys: true, batchSizeMax: 100 }))
  await stage.addReaders(2)
  await stage.release()
  return () => stage.close()
})

function change(assignments: string): Promise<unknown> {
  return stage.testDatabase.pool.query(`update delivery_batches set ${assignments}`)
}

describe('the database keeps a batch', () => {
  test('as it was sealed, whoever connects, and takes notes of how far it has come', async () => {
    stage.mailer.answers.push(failWith('unknown'))
    expect(await runJobs(stage.world)).toEqual([])
    for (const assignment of [
      `provider = 'resend'`,
      `sealed = null`,
      `sealed = '\\x00'`,
      `payload_hash = 'other'`,
      `payload_hash = null`,
      `sealed_at = now()`,
      `sealed_at = null`,
      `first_attempt_at = now()`,
      `size = size - 1`,
      `progress = null, sealed = '\\x00'`,
      `settled_at = now(), accepted_count = size, provider = null`,
      `settled_at = now(), accepted_count = size + 1, size = size + 1`,
    ]) {
      await expect(change(assignment)).rejects.toThrow('a sealed batch cannot change')
    }
    await change(`progress = '{"begun": 1, "outcomes": []}', attempting_since = now()`)
  })

  test('as it was settled, but for what is told of its messages later', async () => {
    expect(await runJobs(stage.world)).toEqual([])
    for (const assignment of [
      `progress = '{"begun": 1, "outcomes": []}'`,
      `attempting_since = now()`,
      `settled_at = null`,
      `sealed = '\\x00'`,
      `provider_ids = null`,
      `accepted_count = 1, failed_count = 1`,
      `put_off_since = now()`,
    ]) {
      await expect(change(assignment)).rejects.toThrow('a settled batch cannot change')
    }
    await change('delivered_count = 1')
  })

  test('with its readers, who are neither removed nor renamed while a letter is theirs', async () => {
    const { pool } = stage.testDatabase
    await expect(runJobs(stage.world)).resolves.toEqual([])
    for (const statement of ['delete from subscribers', 'update subscribers set id = gen_random_uuid()'])
      await expect(pool.query(statement)).rejects.toThrow('letters still refer to this subscriber')
    await pool.query(`update subscribers set locale = 'ko'`)
    await pool.query('truncate deliveries')
    await pool.query('delete from subscriber_topics')
    await pool.query('update pending_subscriptions set subscriber_id = null')
    await pool.query('delete from subscribers')
  })

  test('with its letters, which stand in a batch of their own campaign and nowhere else', async () => {
    const { pool } = stage.testDatabase
    const placing = `insert into deliveries (campaign_id, subscriber_id, batch_id, position)
      select $1, gen_random_uuid(), $2, number from generate_series($3::int, $3 + 2) as number`
    await expect(runJobs(stage.world)).resolves.toEqual([])
    const { rows } = await pool.query<{ id: string; campaign_id: string }>(
      'select id, campaign_id from delivery_batches',
    )
    const [batch] = rows
    const nowhere = '0198c0de-0000-7000-8000-000000000009'
    await pool.query(placing, [batch?.campaign_id, batch?.id, 10])
    for (const [campaignId, batchId] of [
      [nowhere, batch?.id],
      [batch?.campaign_id, nowhere],
    ])
      await expect(pool.query(placing, [campaignId, batchId, 20])).rejects.toThrow('a batch of its own campaign')
    for (const assignment of ['batch_id', 'campaign_id'])
      await expect(
        pool.query(`update deliveries set ${assignment} = $1 where position = 10`, [nowhere]),
      ).rejects.toThrow('a batch of its own campaign')
    for (const statement of ['delete from delivery_batches', 'update delivery_batches set id = gen_random_uuid()'])
      await expect(pool.query(statement)).rejects.toThrow('letters still stand in this batch')
    await pool.query('delete from deliveries')
    await pool.query('delete from delivery_batches')
  })
})
