import { expect } from 'vitest'
import { openBackend, type QueueBackend } from '#workers/queue-backend'
import { startWorkers, type RunningWorkers } from '#workers/start-workers'
import { startRedis, type TestRedis } from './redis.ts'
import { createSendingStage, type SendingStage } from './sending-stage.ts'
import { redisServer } from './test-programs.ts'

/** A stage with a queue behind it that can be looked into and lost. */
export type QueueBench = AsyncDisposable & {
  readonly stage: SendingStage
  /** Starts relay and workers. */
  work(): Promise<void>
  /** Stops them again, if they work; the end of the bench does so too. */
  rest(): Promise<void>
  /** Throws away everything that the queue holds. */
  loseEverything(): Promise<unknown>
  /** Everything that the queue holds, as text. */
  dump(): Promise<string>
}

type Store = {
  backend: QueueBackend
  loseEverything(): Promise<unknown>
  dump(): Promise<string>
  close(): Promise<void>
}

/** Every backend that can run here, by name; scripts/setup says where Redis is missing. */
export const queueBenches: readonly (readonly [string, () => Promise<QueueBench>])[] = [
  ['on PostgreSQL', () => openBench(openPostgresStore)],
  ...redisBenches(redisServer),
]

function redisBenches(program: string | null): [string, () => Promise<QueueBench>][] {
  return program === null ? [] : [['on Redis', () => openBench(() => openRedisStore(program))]]
}

async function openBench(openStore: (stage: SendingStage) => Promise<Store>): Promise<QueueBench> {
  const stage = await createSendingStage()
  const store = await openStore(stage)
  let workers: RunningWorkers | null = null
  const rest = async (): Promise<void> => {
    await workers?.close(5)
    workers = null
  }
  return {
    stage,
    async work() {
      const log = { warn: () => {}, error: () => {} }
      const { world, testDatabase } = stage
      workers = await startWorkers({ world, databaseUrl: testDatabase.url, backend: store.backend, log })
    },
    rest,
    loseEverything: () => store.loseEverything(),
    dump: () => store.dump(),
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
    loseEverything: () =>
      pool.query(`do $$ declare t record; begin
        for t in select tablename from pg_tables where schemaname = 'bullmq' and tablename !~ 'migration|version'
        loop execute format('truncate bullmq.%I cascade', t.tablename); end loop; end $$`),
    async dump() {
      const { rows } = await pool.query(`select tablename from pg_tables where schemaname = 'bullmq'`)
      expect(rows.length).toBeGreaterThan(0)
      const tables = await Promise.all(
        rows.map(({ tablename }) => pool.query(`select t::text from bullmq."${tablename}" t`)),
      )
      return tables.map((table) => JSON.stringify(table.rows)).join('\n')
    },
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
    close: () => redis.close(),
  }
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
