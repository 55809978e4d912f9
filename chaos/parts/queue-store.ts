import type pg from 'pg'
import { emptyPostgresQueue } from '../../tests/support/empty-queue.ts'
import type { TestRedis } from '../../tests/support/redis.ts'
import type { Judge } from './judge.ts'

/** Where the queue of a run lies, and what can happen to it. */
export type QueueStore = {
  /** What a worker is told of it. */
  readonly env: Readonly<Record<string, string>>
  /** Everything that it holds is gone. */
  lose(): Promise<void>
  /** It goes down and comes back empty, or as it was where it is the database’s. */
  restart: (() => Promise<void>) | null
  /** It takes and gives nothing until the returned function is called. */
  freeze(): Promise<() => Promise<void>>
  /**
   * Time passes for a queue that nobody works on: locks of dead workers end, the next look for stalled jobs is due and
   * finds them, and delays are over.
   */
  letTimePass(milliseconds: number): Promise<void>
  /** Jobs in it, in whatever state, except those that come again by themselves. */
  countJobs(): Promise<number>
}

const prefix = 'northlight'
// BullMQ keeps the instant of a delayed job as a multiple of this, with a counter in the rest.
const delayScale = 4096

export function createRedisQueue(redis: TestRedis): QueueStore {
  const { client } = redis
  return {
    env: { QUEUE_URL: redis.url },
    lose: async () => void (await client.flushall()),
    async restart() {
      await redis.kill()
      await redis.startAgain()
    },
    async freeze() {
      process.kill(redis.pid(), 'SIGSTOP')
      return async () => void process.kill(redis.pid(), 'SIGCONT')
    },
    async letTimePass(milliseconds) {
      // Redis keeps no empty list: of a queue nobody works on there is only what waits in it.
      const queues = (await client.keys(`${prefix}:*`)).map((key) => key.split(':', 2).join(':'))
      for (const queue of new Set(queues)) {
        const ids = await client.lrange(`${queue}:active`, '0', '-1')
        if (ids.length > 0) await client.sadd(`${queue}:stalled`, ...ids)
        await client.del(`${queue}:stalled-check`, `${queue}:limiter`, ...ids.map((id) => `${queue}:${id}:lock`))
        const delayed = await client.zrange(`${queue}:delayed`, '0', '-1')
        for (const id of delayed) await client.zincrby(`${queue}:delayed`, -milliseconds * delayScale, id)
      }
    },
    async countJobs() {
      const ids: string[] = []
      for (const key of await client.keys(`${prefix}:*`)) {
        if (/:(wait|active)$/.test(key)) ids.push(...(await client.lrange(key, '0', '-1')))
        if (/:(delayed|failed|prioritized)$/.test(key)) ids.push(...(await client.zrange(key, '0', '-1')))
      }
      return ids.filter((id) => !id.startsWith('repeat:')).length
    },
  }
}

export function createPostgresQueue(pool: pg.Pool, judge: Judge): QueueStore {
  return {
    env: {},
    lose: () => emptyPostgresQueue(pool),
    restart: null,
    freeze: () => judge.lock('lock table bullmq.job in share row exclusive mode'),
    async letTimePass(milliseconds) {
      await pool.query(
        `update bullmq.job set stalled_marked = state = 'active', locked_until_ms = locked_until_ms - $1,
           process_at_ms = process_at_ms - $1`,
        [milliseconds],
      )
      await pool.query(`delete from bullmq.meta where field = 'stalled-check'`)
      await pool.query('delete from bullmq.rate_limit')
    },
    async countJobs() {
      const { rowCount } = await pool.query('select from bullmq.job where scheduler_id is null')
      return rowCount ?? 0
    },
  }
}
