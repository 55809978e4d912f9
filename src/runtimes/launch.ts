import { existsSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError, parseConfig, type Config, type InboundConfig, type MailConfig } from './config.ts'
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts'
import { openKeysFile } from './keys-file.ts'
import { createLogger, type Logger } from './logger.ts'
import { startMailboxServer, type MailboxServer } from './mailbox-server.ts'
import { openMaildir } from './maildir.ts'
import { prepareDatabase } from './prepare-database.ts'
import { projectRoot } from './project-root.ts'
import { configExitCode, runProgram, untilAborted } from './run-program.ts'
import { watchProcess, type WatchedProcess } from './watched-process.ts'
import { workerMemoryOptions } from './worker-memory.ts'

runProgram('launch', async (stopping) => {
  const config = parseConfig(process.env)
  const log = createLogger(config.logLevel, 'launch')
  // Stopped in the reverse order: the programs, then the mailbox they write to, then the database.
  await using parts = new AsyncDisposableStack()
  await openDataDirectory(config)
  await openKeys(config)

  const postgres = config.database.kind === 'embedded' ? await startOwnPostgres(config) : null
  if (postgres !== null) parts.defer(() => postgres.stop())
  const mailbox = needsMailbox(config) ? await startMailbox(config) : null
  if (mailbox !== null) parts.defer(() => mailbox.stop())

  const databaseUrl = config.database.kind === 'external' ? config.database.url.reveal() : (postgres?.url ?? '')
  await prepareDatabase(databaseUrl, { contentDirectory: config.contentDirectory })

  const env = {
    ...process.env,
    DATABASE_URL: databaseUrl,
    KEYS_FILE: config.keysFile.path,
    DATA_DIR: config.dataDirectory,
    // The embedded database carries as many as are allowed with it; its programs know it as one that is not ours.
    ...(postgres !== null && { WORKERS: '1' }),
    ...(mailbox !== null && { MAIL_URL: mailbox.url.replace(/^smtp:/, 'mailbox:') }),
  }
  const watched = programsOf(config).map((program) => watch(program, env, log))
  parts.defer(async () => {
    await Promise.all(watched.map((program) => program.stop()))
  })

  const ready = Promise.all(watched.map((program) => program.ready))
  const refused = Promise.race(watched.map((program) => program.refused)).then(() => configExitCode)
  const lost = postgres?.lost.then(() => log.fatal('the embedded database ended')).then(() => 1)
  const stopped = untilAborted(stopping).then(() => 0)
  void ready.then(() => process.stdout.write(startupBlock(config, postgres)))
  process.exitCode = await Promise.race([refused, stopped, ...(lost === undefined ? [] : [lost])])
})

/** Others may pass through, as the user of the embedded database must, but not look around. */
async function openDataDirectory({ dataDirectory }: Config): Promise<void> {
  const created = await mkdir(dataDirectory, { recursive: true })
  if (created !== undefined) await chmod(dataDirectory, 0o711)
}

/** Makes the keys before anything is sealed with them, and never again once a database may depend on them. */
async function openKeys({ keysFile, database, dataDirectory }: Config): Promise<void> {
  const hasDatabase = database.kind === 'embedded' && existsSync(join(dataDirectory, 'postgres'))
  if (hasDatabase && !existsSync(keysFile.path)) {
    throw new ConfigError([
      `KEYS_FILE: ${keysFile.path} is missing, and the database in ${dataDirectory} cannot be read without it. Put it back from a backup.`,
    ])
  }
  await openKeysFile(keysFile)
}

async function startOwnPostgres({ dataDirectory }: Config): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres(dataDirectory)
  if (postgres.isOwned) return postgres
  await postgres.stop()
  throw new ConfigError([
    `DATA_DIR: Northlight is already running with ${dataDirectory}. Stop it first, or set another DATA_DIR.`,
  ])
}

async function startMailbox({ dataDirectory }: Config): Promise<MailboxServer> {
  return startMailboxServer(await openMaildir(join(dataDirectory, 'mailbox')), () => Temporal.Now.instant())
}

/** Only one process can hold the local mailbox, and it may run already. */
function needsMailbox({ mail }: Config): boolean {
  return mail.some((way) => way.kind === 'mailbox' && way.url === null)
}

type Program = {
  readonly name: string
  readonly file: string
  readonly graceMilliseconds: number
  readonly nodeOptions?: readonly string[]
}

/** What runs beside the embedded parts, each with a little longer to stop than what it may be in the middle of. */
function programsOf({ workers, inbound }: Config): readonly Program[] {
  const worker = { name: 'worker', file: 'dist/worker.js', graceMilliseconds: 40_000, nodeOptions: workerMemoryOptions }
  return [
    { name: 'api', file: 'dist/api.js', graceMilliseconds: 15_000 },
    ...Array.from({ length: workers }, () => worker),
    ...(inbound?.listen ? [{ name: 'inbound', file: 'dist/inbound.js', graceMilliseconds: 15_000 }] : []),
  ]
}

function watch({ name, file, ...options }: Program, env: NodeJS.ProcessEnv, log: Logger): WatchedProcess {
  return watchProcess({
    file: join(projectRoot(), file),
    env,
    ...options,
    onCrash: (crash) => log.error({ program: name, ...crash }, 'a program ended and is started again'),
  })
}

function startupBlock(config: Config, postgres: EmbeddedPostgres | null): string {
  const rows = [
    ['Subscribe form', `${config.publicUrl}/`],
    ['API reference', `${config.publicUrl}/api/docs`],
    ...(config.mail.some(({ kind }) => kind === 'mailbox')
      ? [['Mailbox', `http://localhost:${config.port}/mailbox`]]
      : []),
    ['Database', postgres === null ? 'the server in DATABASE_URL' : postgres.directory],
    ['Queue', config.queue.kind === 'redis' ? 'the Redis server in QUEUE_URL' : 'in the database'],
    ['Mail', config.mail.map(({ kind }) => mailWords[kind]).join(', then ')],
    ...(config.inbound ? [['Reports', reportsWords(config.inbound)]] : []),
    ['Keys', config.keysFile.path],
    ['Data', config.dataDirectory],
  ]
  const lines = rows.map(([name = '', value]) => `  ${name.padEnd(16)}${value}`)
  return `\nNorthlight is running. Ctrl-C stops it.\n\n${lines.join('\n')}\n\n`
}

const mailWords: Readonly<Record<MailConfig['kind'], string>> = {
  smtp: 'the SMTP server in MAIL_URL',
  resend: 'Resend',
  mailbox: 'stays on this machine, in the mailbox',
}

function reportsWords({ domain, listen }: InboundConfig): string {
  return listen ? `mail to ${domain}, on port ${listen.port}` : `mail to ${domain}, handed over by another program`
}
