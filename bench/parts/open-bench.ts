import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { World } from '#actions/world'
import { openDatabase } from '#database/database'
import { buildWorld } from '#runtimes/build-world'
import { startEmbeddedPostgres } from '#runtimes/embedded-postgres'
import { openKeysFile } from '#runtimes/keys-file'
import { readPostmaster } from '#runtimes/postmaster'
import { prepareDatabase } from '#runtimes/prepare-database'
import { keepNoCalendar } from '../../tests/support/campaigns.ts'
import { startRedis } from '../../tests/support/redis.ts'
import { requireRedis } from '../../tests/support/test-programs.ts'
import { readFamilyCpuSeconds } from './process-usage.ts'
import { countStatementsFromNextStart, watchStatements, type StatementWatch } from './statement-count.ts'

export type QueueName = 'postgres' | 'redis'

export type Bench = AsyncDisposable & {
  readonly world: World
  /** The same world, so many minutes ago: where campaigns are made that are due by now. */
  readonly worldAgo: (minutes: number) => World
  /** The configuration of a worker on the same database, keys and queue. */
  readonly workerEnv: Readonly<Record<string, string>>
  readonly statements: StatementWatch
  /** Processor time of PostgreSQL, all its processes, in seconds; null where the system has no `/proc`. */
  readDatabaseCpu(): Promise<number | null>
  /** Does now what autovacuum does within minutes of an import. */
  refreshStatistics(): Promise<void>
}

const publicUrl = 'https://news.example'

/** Starts a PostgreSQL as production has it, in a temporary directory, and the queue. Disposing of it removes both. */
export async function openBench(queue: QueueName): Promise<Bench> {
  await using parts = new AsyncDisposableStack()
  const directory = await mkdtemp(join(tmpdir(), 'northlight-bench-'))
  parts.defer(() => rm(directory, { recursive: true, force: true }))
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  await chmod(directory, 0o711)
  const postgres = await startCountingPostgres(directory)
  parts.defer(() => postgres.stop())
  await prepareDatabase(postgres.url)
  const statements = parts.use(await watchStatements(superuserOf(postgres.url)))
  const keysFile = { path: join(directory, 'keys.json'), mayBeGenerated: true }
  const keyRing = await openKeysFile(keysFile)
  const database = parts.use(openDatabase(postgres.url, { name: 'northlight-bench' }))
  const world = buildWorld({ database, keyRing, publicUrl, providers: ['smtp', 'resend'] })
  // Planning would write to staff, whose mails nobody counts here.
  await keepNoCalendar(world)
  const queueEnv = queue === 'redis' ? { QUEUE_URL: parts.use(await startRedis(requireRedis())).url } : {}
  const postmaster = await readPostmaster(postgres.directory)
  const owned = parts.move()
  return {
    world,
    worldAgo: (minutes) => ({ ...world, now: () => world.now().subtract({ minutes }) }),
    workerEnv: {
      DATABASE_URL: postgres.url,
      KEYS_FILE: keysFile.path,
      DATA_DIR: directory,
      PUBLIC_URL: publicUrl,
      LOG_LEVEL: 'warn',
      ...queueEnv,
    },
    statements,
    readDatabaseCpu: () => readFamilyCpuSeconds(postmaster?.pid ?? 0),
    refreshStatistics: async () => void (await database.pool.query('vacuum analyze')),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** The embedded PostgreSQL, started twice: what counts its statements is loaded at a start. */
async function startCountingPostgres(directory: string): ReturnType<typeof startEmbeddedPostgres> {
  const place = { sharedDirectory: join(directory, 'shared') }
  const first = await startEmbeddedPostgres(directory, place)
  await countStatementsFromNextStart(superuserOf(first.url))
  await first.stop()
  return startEmbeddedPostgres(directory, place)
}

// The embedded server has one password for both.
function superuserOf(url: string): string {
  const superuser = new URL(url)
  superuser.username = 'postgres'
  return superuser.href
}
