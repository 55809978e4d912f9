import {
  createPostgresBackend,
  Queue,
  runMigrations,
  withBackend,
  Worker,
  type Processor,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq'
import { Redis } from 'ioredis'
import pg from 'pg'
import type { QueueName } from '#jobs/job-contracts'
import { untilAborted } from '#runtimes/run-program'

/** What we use of a BullMQ queue and of a BullMQ worker, whichever backend they stand on. */
export type OpenQueue = Pick<
  Queue,
  'addBulk' | 'upsertJobScheduler' | 'rateLimit' | 'setGlobalRateLimit' | 'getWorkersCount' | 'close'
> &
  ErrorSource
export type OpenWorker = Pick<Worker, 'cancelJob' | 'close' | 'waitUntilReady'> &
  ErrorSource & { on(event: 'lockRenewalFailed', listener: (jobIds: string[]) => void): unknown }

/** Without a listener, BullMQ prints an error as it is, past every rule of our logs. */
type ErrorSource = { on(event: 'error', listener: (error: Error) => void): unknown }

/** Where BullMQ keeps its jobs. Both backends run the same code and the same tests. */
export type QueueBackend = {
  openQueue(name: QueueName): OpenQueue
  openWorker(name: QueueName, processor: Processor, options: Omit<WorkerOptions, 'connection'>): OpenWorker
  /** Closes the connections that the queues and workers share. */
  close(): Promise<void>
}

type BackendWatch = {
  /** Told when a connection that the queues and workers share breaks; it is made anew by itself. */
  readonly onError: (error: unknown) => void
  /** Ends the wait for a server that does not answer yet. */
  readonly signal: AbortSignal
}

/** The backend that the configuration names. @throws the signal's reason once it is aborted */
export function openBackend(
  where: { redisUrl: string } | { databaseUrl: string },
  watch: BackendWatch,
): Promise<QueueBackend> {
  return 'redisUrl' in where ? openRedisBackend(where.redisUrl, watch) : openPostgresBackend(where.databaseUrl)
}

type BaseOptions = Omit<QueueOptions, 'connection'>

// Each queue has a producer and a consumer with a pool of its own, and each consumer listens on one connection more: 20
// for a process with one provider and 25 with two, of the 100 that PostgreSQL allows by default.
const connectionsMax = 2

/** BullMQ on the database that holds everything else, in a schema of its own. Brings that schema up to date. */
async function openPostgresBackend(url: string): Promise<QueueBackend> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await runMigrations(client)
  } finally {
    await client.end()
  }
  const classes = withBackend(createPostgresBackend)
  const connection = { connectionString: url, application_name: 'northlight-queue', max: connectionsMax }
  return {
    openQueue: (name) => new classes.Queue(name, { connection }),
    openWorker: (name, processor, options) => new classes.Worker(name, processor, { ...options, connection }),
    close: async () => {},
  }
}

/**
 * BullMQ on Redis.
 * @throws Error when Redis may evict keys, which would lose jobs without a word
 */
async function openRedisBackend(url: string, { onError, signal }: BackendWatch): Promise<QueueBackend> {
  const connection = new Redis(url, { maxRetriesPerRequest: null })
  connection.on('error', onError)
  const asking = connection.config('GET', 'maxmemory-policy').catch(() => null)
  const policy = await Promise.race([asking, untilAborted(signal)])
  if (signal.aborted) {
    connection.disconnect()
    signal.throwIfAborted()
  }
  if (Array.isArray(policy) && policy[1] !== 'noeviction') {
    await connection.quit()
    throw new Error(
      `Redis at QUEUE_URL may throw jobs away: set maxmemory-policy to noeviction (it is ${String(policy[1])}).`,
    )
  }
  const base: BaseOptions = { prefix: 'northlight' }
  return {
    openQueue: (name) => new Queue(name, { ...base, connection }),
    openWorker: (name, processor, options) => new Worker(name, processor, { ...base, ...options, connection }),
    close: async () => void (await connection.quit()),
  }
}
