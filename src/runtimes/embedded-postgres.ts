import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { randomBytes } from 'node:crypto'
import { open, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { makeCluster } from './postgres-cluster.ts'
import { findPostgresPlace, processOptionsOf, type PostgresPlace } from './postgres-place.ts'
import { commandOf, forgetStalePostmaster, isAlive, readPostmaster, stopPostmaster } from './postmaster.ts'
import { writeOnce } from './write-once.ts'

export type EmbeddedPostgres = {
  /** Connection URL of the database `northlight`, as its owner (not a superuser). Holds the password. */
  readonly url: string
  /** Where the cluster lies; outside the data directory where the user `postgres` could not reach it there. */
  readonly directory: string
  /** False when another living process started this cluster, or took it over, and will stop it. */
  readonly isOwned: boolean
  /** Settles when an owned server has ended although nobody stopped it. */
  readonly lost: Promise<void>
  /** Stops an owned server cleanly; leaves another's running. */
  stop(): Promise<void>
}

type Server = { readonly pid: number; readonly port: number; readonly guard: pg.Client }

const host = '127.0.0.1'
const databaseName = 'northlight'
// Held by the process that will stop the server; PostgreSQL lets go of it when that process dies, however it dies.
const ownerLock = 7_140_001
const pollMilliseconds = 50
const startMilliseconds = 120_000
// A start fails when somebody takes the port first, or while sessions of a crashed server still hold its memory.
const startAttempts = 40
const attemptMilliseconds = 250

const serverSettings = {
  listen_addresses: host,
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // No statement, parameter, error text or error detail reaches the log: each can hold a reader's data.
  // The process that made the error gets it anyway.
  log_statement: 'none',
  log_min_duration_statement: '-1',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
} as const

/**
 * Starts the PostgreSQL that comes with Northlight, on loopback, with its cluster in `<dataDirectory>/postgres`. The
 * cluster is made at the first start; its port is kept from start to start where it is still free. A server that runs
 * already is joined, and taken over when the process that started it has died.
 */
export async function startEmbeddedPostgres(
  dataDirectory: string,
  { sharedDirectory = '/var/lib/northlight' }: { sharedDirectory?: string } = {},
): Promise<EmbeddedPostgres> {
  const place = await findPostgresPlace(dataDirectory, sharedDirectory)
  const password = await openPassword(dataDirectory)
  await makeCluster(place, password)
  const server = (await joinRunning(place, password)) ?? (await boot(place, password, dataDirectory))
  const isOwned = await takeOwnership(server.guard)
  if (isOwned) await createDatabase(server.guard, password)
  const url = `postgres://northlight:${password}@${host}:${server.port}/${databaseName}`
  return { url, directory: place.directory, isOwned, ...watch(server, place, password, isOwned) }
}

async function openPassword(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'postgres-password')
  await writeOnce(path, () => randomBytes(24).toString('hex'))
  return readFile(path, 'utf8')
}

/** Connects to the server of this cluster where one runs, and waits for one that is just starting. */
async function joinRunning(place: PostgresPlace, password: string): Promise<Server | null> {
  const deadline = performance.now() + startMilliseconds
  while (performance.now() < deadline) {
    const running = await readPostmaster(place.directory)
    if (running === null || !(await commandOf(running.pid)).includes(place.directory)) return null
    const guard = await connect(running.port, password, place)
    if (guard !== null) return { ...running, guard }
    await wait(pollMilliseconds)
  }
  throw new Error('The embedded database is running, but does not answer.')
}

/** A superuser's connection to this very cluster, or null when there is none to be had at this port. */
async function connect(port: number, password: string, { directory }: PostgresPlace): Promise<pg.Client | null> {
  const client = new pg.Client({
    host,
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    connectionTimeoutMillis: 5_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    if (rows[0]?.data_directory === directory) return client
  } catch {
    // Nothing listens, it is still starting, or it is another server with another password.
  }
  await client.end().catch(() => {})
  return null
}

async function boot(place: PostgresPlace, password: string, dataDirectory: string): Promise<Server> {
  const logPath = join(dataDirectory, 'postgres.log')
  await forgetStalePostmaster(place.directory)
  for (let attempt = 0; attempt < startAttempts; attempt++) {
    const port = await pickPort(dataDirectory)
    const child = await spawnServer(place, port, logPath)
    const server = await untilReady(child, port, password, place)
    if (server !== null) return server
    const rival = await joinRunning(place, password)
    if (rival !== null) return rival
    await wait(attemptMilliseconds)
  }
  throw new Error(`The embedded database does not start. ${logPath} says why.`)
}

async function pickPort(dataDirectory: string): Promise<number> {
  const path = join(dataDirectory, 'postgres-port')
  const remembered = Number(await readFile(path, 'utf8').catch(() => '0'))
  const port = (await freePort(remembered)) ?? (await freePort(0))
  if (port === null) throw new Error('No port is free on 127.0.0.1 for the embedded database.')
  await writeFile(path, String(port), { mode: 0o600 })
  return port
}

/** The port if it is free on loopback, any free one for 0, or null. */
async function freePort(wanted: number): Promise<number | null> {
  const server = createServer()
  try {
    server.listen(wanted, host)
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : null
  } catch {
    return null
  } finally {
    server.close()
  }
}

async function spawnServer(
  { directory, programs, identity }: PostgresPlace,
  port: number,
  logPath: string,
): Promise<ChildProcess> {
  const settings = Object.entries(serverSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = await open(logPath, 'a', 0o600)
  try {
    // In a session of its own, so that Ctrl-C at the terminal does not stop the database before those who use it.
    const child = spawn(join(programs, 'bin', 'postgres'), ['-D', directory, '-p', String(port), ...settings], {
      ...processOptionsOf(identity),
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    await once(child, 'spawn')
    child.unref()
    return child
  } finally {
    await log.close()
  }
}

async function untilReady(
  child: ChildProcess,
  port: number,
  password: string,
  place: PostgresPlace,
): Promise<Server | null> {
  const deadline = performance.now() + startMilliseconds
  while (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const guard = await connect(port, password, place)
    if (guard !== null) return { pid: child.pid, port, guard }
    if (performance.now() > deadline) {
      child.kill('SIGQUIT')
      break
    }
    await wait(pollMilliseconds)
  }
  return null
}

async function takeOwnership(guard: pg.Client): Promise<boolean> {
  const { rows } = await guard.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [ownerLock])
  return rows[0]?.taken === true
}

async function createDatabase(guard: pg.Client, password: string): Promise<void> {
  const role = await guard.query(`select from pg_roles where rolname = 'northlight'`)
  if (role.rowCount === 0) {
    await guard.query(`create role northlight login createdb password ${guard.escapeLiteral(password)}`)
  }
  const database = await guard.query('select from pg_database where datname = $1', [databaseName])
  if (database.rowCount === 0) await guard.query(`create database ${databaseName} owner northlight`)
}

function watch(
  server: Server,
  place: PostgresPlace,
  password: string,
  isOwned: boolean,
): Pick<EmbeddedPostgres, 'lost' | 'stop'> {
  const { promise: lost, resolve: reportLost } = Promise.withResolvers<void>()
  let isStopping = false
  let guard = server.guard
  // Losing the connection is not losing the server: after the crash of one backend PostgreSQL restarts the others by
  // itself, and only our ownership has to be taken again.
  const keepGuard = async (): Promise<void> => {
    await new Promise((resolve) => guard.once('end', resolve))
    while (!isStopping && isAlive(server.pid)) {
      const next = await connect(server.port, password, place)
      if (next !== null) {
        guard = next
        await takeOwnership(guard)
        return keepGuard()
      }
      await wait(pollMilliseconds)
    }
    if (!isStopping) reportLost()
  }
  if (isOwned) void keepGuard()
  return {
    lost,
    stop: async () => {
      isStopping = true
      await guard.end().catch(() => {})
      if (isOwned) await stopPostmaster(server.pid, place.directory)
    },
  }
}
