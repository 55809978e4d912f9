import { join } from 'node:path'
import type pg from 'pg'
import type { World } from '#actions/world'
import { openDatabase } from '#database/database'
import { parseEmailAddress } from '#domain/email-address'
import type { ProviderName } from '#domain/provider'
import { buildWorld } from '#runtimes/build-world'
import { openKeysFile } from '#runtimes/keys-file'
import type { Team } from '../../tests/support/campaigns.ts'
import { createMailboxLedger, type MailboxLedger } from '../../tests/support/provider-double/mailbox-ledger.ts'
import { createMovableClock, type MovableClock } from '../../tests/support/provider-double/movable-clock.ts'
import { pickPort } from '../../tests/support/pick-port.ts'
import { startRedis } from '../../tests/support/redis.ts'
import { requireRedis } from '../../tests/support/test-programs.ts'
import { startApiServer, type ApiServer } from './api-server.ts'
import { addressOf, copyTemplate, keysFileIn, publicUrl, type ClusterTemplate } from './cluster-template.ts'
import { startDatabaseServer, type DatabaseServer } from './database-server.ts'
import { inboundDomain, startInboundDoor, type InboundDoor } from './inbound-door.ts'
import { createJudge, type Judge } from './judge.ts'
import { createPostgresQueue, createRedisQueue, type QueueStore } from './queue-store.ts'
import type { SeededRandom } from './seeded-random.ts'
import { openResendSink, openSmtpSink, type Sink } from './sinks.ts'
import { createWorkerCrew, type WorkerCrew } from './worker-crew.ts'

export type QueueName = 'postgres' | 'redis'

/** A whole Northlight with everything around it, of which every part can be made to fail. */
export type Stage = AsyncDisposable & {
  readonly world: World
  readonly team: Team
  readonly pool: pg.Pool
  readonly databaseServer: DatabaseServer
  readonly queue: QueueStore
  readonly crew: WorkerCrew
  /** Whether time may be moved for those who wait for it. */
  readonly movesTime: boolean
  /** Null where nobody speaks to it in this run. */
  readonly api: ApiServer | null
  /** Null where no mail comes back in this run. */
  readonly door: InboundDoor | null
  readonly judge: Judge
  /** The usual provider first. */
  readonly sinks: readonly [Sink, ...Sink[]]
  readonly ledger: MailboxLedger
  /** The providers’ clock. */
  readonly clock: MovableClock
  readonly random: SeededRandom
  /** Ids by address. */
  readonly subscribers: ReadonlyMap<string, string>
  /** When those who left were told so, by address. */
  readonly left: Map<string, Temporal.Instant>
  /** Batches of which so many readers may be uncertain, because a call for them ended without a known end. */
  readonly inDoubt: Map<string, number>
  /** What the provider has told of letters, by address. */
  readonly told: Map<string, 'delivered' | 'bounced'>
  /** The first attempts of batches, as they were before the clock was moved for them. */
  readonly attemptsBefore: Map<string, Temporal.Instant | null>
  /** Everything that the processes of Northlight printed. */
  readonly logFile: string
}

export type StageOptions = {
  readonly template: ClusterTemplate
  /** A place for everything that the stage keeps; must not exist. */
  readonly directory: string
  readonly random: SeededRandom
  readonly queue: QueueName
  readonly sinks: readonly [ProviderName, ...ProviderName[]]
  readonly workers: number
  /** Whether the API runs as well. */
  readonly hasApi?: boolean
  /** Whether mail comes back, to the program that takes it. */
  readonly hasDoor?: boolean
  readonly movesTime?: boolean
}

export async function openStage({
  template,
  directory,
  random,
  queue: queueName,
  sinks: sinkNames,
  workers,
  hasApi = false,
  hasDoor = false,
  movesTime = true,
}: StageOptions): Promise<Stage> {
  await using parts = new AsyncDisposableStack()
  await copyTemplate(template, directory)
  const databaseServer = parts.use(await startDatabaseServer(directory, await pickPort(random)))
  const database = parts.use(openDatabase(databaseServer.url, { name: 'northlight-chaos', connectionsMax: 4 }))
  const keyRing = await openKeysFile(keysFileIn(directory))
  const world = buildWorld({ database, keyRing, publicUrl, providers: sinkNames })
  const judge = createJudge(databaseServer.url)
  const queue =
    queueName === 'postgres'
      ? createPostgresQueue(database.pool, judge)
      : createRedisQueue(
          parts.use(
            await startRedis(requireRedis(), { directory: join(directory, 'redis'), port: await pickPort(random) }),
          ),
        )
  const ledger = createMailboxLedger()
  const clock = createMovableClock()
  const open = async (name: ProviderName): Promise<Sink> => {
    const options = { ledger, clock, port: await pickPort(random) }
    return parts.use(await (name === 'resend' ? openResendSink(options) : openSmtpSink(options)))
  }
  const [first, ...others] = sinkNames
  const sinks = [await open(first), ...(await Promise.all(others.map(open)))] as const
  const logFile = join(directory, 'northlight.log')
  const env: Record<string, string> = {
    DATABASE_URL: databaseServer.url,
    DATA_DIR: directory,
    KEYS_FILE: keysFileIn(directory).path,
    PUBLIC_URL: publicUrl,
    LOG_LEVEL: 'info',
    ...queue.env,
    ...(others.length > 0 ? { MAIL_FIRST: first } : {}),
    ...(hasDoor ? { INBOUND_DOMAIN: inboundDomain } : {}),
  }
  for (const sink of sinks) Object.assign(env, sink.env)
  const crew = parts.use(createWorkerCrew({ size: workers, logFile, env }))
  const api = hasApi ? parts.use(await startApiServer({ env, logFile, port: await pickPort(random) })) : null
  const door = hasDoor ? parts.use(await startInboundDoor({ env, logFile, port: await pickPort(random) })) : null
  const subscribers = await readSubscribers(world, database.pool, template.recipients)
  const owned = parts.move()
  return {
    world,
    team: template.team,
    pool: database.pool,
    databaseServer,
    queue,
    crew,
    movesTime,
    api,
    door,
    judge,
    sinks,
    ledger,
    clock,
    random,
    subscribers,
    left: new Map(),
    inDoubt: new Map(),
    told: new Map(),
    attemptsBefore: new Map(),
    logFile,
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

async function readSubscribers(world: World, pool: pg.Pool, count: number): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; index: string }>(
    `select id, encode(email_index, 'hex') as index from subscribers`,
  )
  const idByIndex = new Map(rows.map(({ id, index }) => [index, id]))
  return new Map(
    Array.from({ length: count }, (_, number) => {
      const address = parseEmailAddress(addressOf(number))
      return [address, idByIndex.get(world.blindIndex.address(address).toHex()) ?? ''] as const
    }),
  )
}
