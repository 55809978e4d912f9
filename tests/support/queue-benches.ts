import { expect } from 'vitest'
import type { QueueName } from '#jobs/job-contracts'
import { openBackend, type QueueBackend } from '#workers/queue-backend'
import { startWorkers, type RunningWorkers } from '#workers/start-workers'
import { emptyPostgresQueue } from './empty-queue.ts'
import type { RecordingMailer } from './recording-mailer.ts'
import { startRedis, type TestRedis } from './redis.ts'
import { createSendingStage, type SendingStage } from './sending-stage.ts'
import { redisServer } from './test-programs.ts'

/** A stage with a queue behind it that can be looked into and lost. */
export type QueueBench = AsyncDisposable & {
  readonly stage: SendingStage
  /** Starts relay and workers, which remember the pulse of sending in the file, if there is one. */
  work(options?: { memoryFile?: string }): Promise<void>
  /** Stops them again, if they work; the end of the bench does so too. */
  rest(): Promise<void>
  /** Throws away everything that the queue holds. */
  loseEverything(): Promise<unknown>
  /** Everything that the queue holds, as text. */
  dump(): Promise<string>
  /** What the limiter of a queue is set to: so many jobs in so many milliseconds; null where it is not set. */
  limiterOf(queue: QueueName): Promise<{ jobs: number; milliseconds: number } | null>
  /** Gives the locks of all running jobs to somebody else, as if this worker had been silent for too long. */
  stealLocks(): Promise<unknown>
}

type Store = Pick<QueueBench, 'loseEverything' | 'dump' | 'limiterOf' | 'stealLocks'> & {
  backend: QueueBackend
  close(): Promise<void>
}

/** Every backend that can run here, by name; scripts/setup says where Redis is missing. */
export const queueBenches: readonly (readonly [string, OpenQueueBench])[] = [
  ['on PostgreSQL', (mailer) => openBench(openPostgresStore, mailer)],
  ...redisBenches(redisServer),
]

type OpenQueueBench = (mailer?: RecordingMailer) => Promise<QueueBench>

function redisBenches(program: string | null): [string, OpenQueueBench][] {
  return program === null ? [] : [['on Redis', (mailer) => openBench(() => openRedisStore(program), mailer)]]
}

async function openBench(
  openStore: (stage: SendingStage) => Promise<Store>,
  mailer: RecordingMailer | undefined,
): Promise<QueueBench> {
  const stage = await createSendingStage(mailer)
  const store = await openStore(stage)
  let workers: RunningWorkers | null = null
  const rest = async (): Promise<void> => {
    await workers?.close(5)
    workers = null
  }
  return {
    ...store,
    stage,
    async work({ memoryFile } = {}) {
      const log = { warn: () => {}, error: () => {} }
      const { world, testDatabase } = stage
      workers = await startWorkers({ world, databaseUrl: testDatabase.url, backend: store.backend, log, memoryFile })
    },
    rest,
    async [Symbol.asyncDispose]() {
      await rest()
      await store.backend.close()
      await stage.close()
      await store.close()
    },
  }
}

const watch = { onError: () => {}, signal: new AbortController().signal }

async function openPostgresStore({ testDatabase }: SendingStage): Promise<Store> {
  const { pool, url } = testDatabase
  return {
    backend: await openBackend({ databaseUrl: url }, watch),
    loseEverything: () => emptyPostgresQueue(pool),
    async dump() {
      const { rows } = await pool.query(`select tablename from pg_tables where schemaname = 'bullmq'`)
      expect(rows.length).toBeGreaterThan(0)
      const tables = await Promise.all(
        rows.map(({ tablename }) => pool.query(`select t::text from bullmq."${tablename}" t`)),
      )
      return tables.map((table) => JSON.stringify(table.rows)).join('\n')
    },
    async limiterOf(queue) {
      const { rows } = await pool.query(
        `select max(value) filter (where field = 'max') as max, max(value) filter (where field = 'duration') as duration
         from bullmq.meta where queue = $1`,
        [queue],
      )
      return readLimiter(rows[0]?.max, rows[0]?.duration)
    },
    stealLocks: () => pool.query(`update bullmq.job set lock_token = 'another' where state = 'active'`),
    close: async () => {},
  }
}

async function openRedisStore(program: string): Promise<Store> {
  const redis = await startRedis(program)
  return {
    backend: await openBackend({ redisUrl: redis.url }, watch),
    loseEverything: () => redis.client.flushall(),
    async dump() {
      const keys = await redis.client.keys('*')
      expect(keys.length).toBeGreaterThan(0)
      return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await readKey(redis, key)])))
    },
    async limiterOf(queue) {
      const [max, duration] = await redis.client.hmget(`northlight:${queue}:meta`, 'max', 'duration')
      return readLimiter(max, duration)
    },
    async stealLocks() {
      for (const key of await redis.client.keys('northlight:*:lock')) await redis.client.set(key, 'another')
    },
    close: () => redis.close(),
  }
}

function readLimiter(max: unknown, duration: unknown): { jobs: number; milliseconds: number } | null {
  return max ? { jobs: Number(max), milliseconds: Number(duration) } : null
}

async function readKey({ client }: TestRedis, key: string): Promise<unknown> {
  switch (await client.type(key)) {
    case 'hash':
      return client.hgetall(key)
    case 'list':
      return client.lrange(key, '0', '-1')
    case 'set':
      return client.smembers(key)
    case 'zset':
      return client.zrange(key, '0', '-1')
    case 'stream':
      return client.xrange(key, '-', '+')
    default:
      return client.get(key)
  }
}
