import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { subscribe } from '#actions/subscribe'
import type { SendingWorld } from '#actions/world'
import { countJobs } from '#database/job-outbox'
import { jobOutbox } from '#database/tables'
import { openBackend, type QueueBackend } from '#workers/queue-backend'
import { startWorkers, type RunningWorkers } from '#workers/start-workers'
import { approve, assembleTeam, draftCampaign, type Team } from '../support/campaigns.ts'
import { addReader, buildRequest } from '../support/readers.ts'
import { createRecordingMailer, failWith, type RecordingMailer } from '../support/recording-mailer.ts'
import { startRedis, type TestRedis } from '../support/redis.ts'
import { redisServer } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

const quiet = { warn: () => {}, error: () => {} }

/** A backend under test, and how to lose everything that it holds. */
type Bench = { open(world: TestWorld): Promise<QueueBackend>; loseEverything(world: TestWorld): Promise<unknown>; dump(world: TestWorld): Promise<string>; close(): Promise<void> }

const postgresBench = async (): Promise<Bench> => ({
  open: ({ testDatabase }) => openBackend({ databaseUrl: testDatabase.url }),
  loseEverything: ({ testDatabase }) =>
    testDatabase.pool.query(`do $$ declare t record; begin
      for t in select tablename from pg_tables where schemaname = 'bullmq' and tablename not like '%migration%' and tablename not like '%version%'
      loop execute format('truncate bullmq.%I cascade', t.tablename); end loop; end $$`),
  dump: async ({ testDatabase }) => {
    const { rows } = await testDatabase.pool.query(`select tablename from pg_tables where schemaname = 'bullmq'`)
    expect(rows.length).toBeGreaterThan(0)
    const tables = await Promise.all(rows.map(({ tablename }) => testDatabase.pool.query(`select t::text from bullmq."${tablename}" t`)))
    return tables.map((table) => JSON.stringify(table.rows)).join('\n')
  },
  close: async () => {},
})

const redisBench = async (): Promise<Bench> => {
  const redis: TestRedis = await startRedis(redisServer ?? '')
  return {
    open: () => openBackend({ redisUrl: redis.url }),
    loseEverything: () => redis.client.flushall(),
    dump: async () => {
      const keys = await redis.client.keys('*')
      expect(keys.length).toBeGreaterThan(0)
      return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await readKey(redis, key)])))
    },
    close: redis.close,
  }
}

async function readKey({ client }: TestRedis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'hash':
      return client.hgetall(key)
    case 'list':
      return client.lrange(key, 0, -1)
    case 'set':
      return client.smembers(key)
    case 'zset':
      return client.zrange(key, 0, -1, 'WITHSCORES')
    case 'stream':
      return client.xrange(key, '-', '+')
    default:
      return client.get(key)
  }
}

describe.each([
  ['PostgreSQL', postgresBench, true],
  ['Redis', redisBench, redisServer !== null],
] as const)('on %s', (_, openBench, isAvailable) => {
  describe.skipIf(!isAvailable)('the queue', () => {
    let bench: Bench
    let testWorld: TestWorld
    let team: Team
    let mailer: RecordingMailer
    let world: SendingWorld
    let backend: QueueBackend
    let workers: RunningWorkers | null

    beforeEach(async () => {
      bench = await openBench()
      testWorld = await createTestWorld()
      team = await assembleTeam(testWorld.world)
      mailer = createRecordingMailer()
      world = testWorld.sendWith(mailer)
      backend = await bench.open(testWorld)
      workers = null
    })

    afterEach(async () => {
      await workers?.close(5)
      await backend.close()
      await testWorld.close()
      await bench.close()
    })

    async function work(): Promise<void> {
      workers = await startWorkers({ world, databaseUrl: testWorld.testDatabase.url, backend, log: quiet })
    }

    async function addReaders(count: number): Promise<string[]> {
      const emails = []
      for (let number = 0; number < count; number += 1) emails.push((await addReader(world)).email)
      await testWorld.testDatabase.pool.query('delete from job_outbox')
      return emails.toSorted()
    }

    async function release(): Promise<string> {
      const campaignId = await draftCampaign(world, team)
      await approve(world, team, campaignId)
      testWorld.clock.advance({ minutes: 6 })
      await releaseDueCampaigns(world)
      return campaignId
    }

    const isSent = async (campaignId: string): Promise<boolean> => (await readCampaign(world, { campaignId })).status === 'sent'

    test('carries a confirmation from the form to the mailer', async () => {
      await work()
      const request = buildRequest()
      await subscribe(world, request)
      await waitFor('the confirmation', () => mailer.accepted.length === 1)
      expect(mailer.accepted[0]?.to).toBe(request.email)
      await waitFor('the job to be done', async () => (await countJobs(world.database)).waiting === 0)
    })

    test('carries a campaign to every reader once', async () => {
      const emails = await addReaders(120)
      const campaignId = await release()
      await work()
      await waitFor('the campaign to be sent', () => isSent(campaignId), { withinSeconds: 30 })
      expect(mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(emails)
      await waitFor('the outbox to be empty', async () => (await world.database.select().from(jobOutbox)).length === 0)
    })

    test('that loses everything delays, and neither loses nor doubles', async () => {
      const emails = await addReaders(60)
      const campaignId = await release()
      await work()
      await workers?.close(5)
      workers = null
      await bench.loseEverything(testWorld)
      // Rung before the loss, finished never: what the recovery sweep is for.
      await testWorld.testDatabase.pool.query('update job_outbox set rung_at = $1', [world.now().toString()])
      testWorld.clock.advance({ minutes: 3 })
      await work()
      await waitFor('the campaign to be sent', () => isSent(campaignId), { withinSeconds: 30 })
      expect(mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(emails)
    })

    test('tries again after a temporary failure and a crash of the handler', async () => {
      const emails = await addReaders(3)
      mailer.answers.push(failWith('temporary'))
      const campaignId = await release()
      await work()
      await waitFor('the campaign to be sent', () => isSent(campaignId), { withinSeconds: 30 })
      expect(mailer.accepted.map(({ to }) => String(to)).toSorted()).toEqual(emails)
    })

    test('jobs carry ids only', async () => {
      await addReaders(30)
      mailer.answers.push(...Array.from({ length: 50 }, () => failWith('temporary')))
      await release()
      await subscribe(world, buildRequest())
      await work()
      await waitFor('every job to have been tried', () => mailer.calls.length >= 3)
      const outbox = JSON.stringify(await world.database.select().from(jobOutbox), (_key, value: unknown) => (value instanceof Temporal.Instant ? value.toString() : value))
      expect(await bench.dump(testWorld)).not.toMatch(/readers\.example|@/)
      expect(outbox).not.toMatch(/readers\.example|@/)
    })
  })
})
