import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { sql } from 'drizzle-orm'
import type { Context } from 'hono'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { signLetters } from '#actions/sign-letters'
import type { SendingWorld } from '#actions/world'
import { countJobs } from '#database/job-outbox'
import { createApp } from '#http/app'
import type { MailboxMessage } from '#http/development/mailbox-reader'
import { createConsoleApp } from '#http/staff/console-app'
import { createMailer } from '#mail/create-mailer'
import { buildStaffApp } from '#runtimes/build-staff-app'
import { buildWorld, type WorldParts } from '#runtimes/build-world'
import { createLetterCardDrawer } from '#runtimes/letter-card'
import { startMailboxServer } from '#runtimes/mailbox-server'
import { openMaildir, type Maildir } from '#runtimes/maildir'
import { projectRoot } from '#runtimes/project-root'
import { buildSendingWorld } from '#workers/build-sending-world'
import { openBackend } from '#workers/queue-backend'
import { startWorkers } from '#workers/start-workers'
import { approve, assembleTeam, draftCampaign, keepNoCalendar, type Team } from './campaigns.ts'
import { createTestKeys } from './keys.ts'
import { createTestDatabase } from './postgres.ts'
import { waitFor } from './wait.ts'

/** The whole product on loopback: pages, PostgreSQL, workers, SMTP and a mailbox, on a clock that runs. */
export type Site = AsyncDisposable & {
  /** Where the pages are, for readers and in mails: `http://127.0.0.1:PORT`. */
  readonly url: string
  readonly world: SendingWorld
  /** What went wrong out of sight: bugs of the pages, and warnings and errors of the workers. */
  readonly faults: readonly unknown[]
  /** Puts the clock forward, as if a person had taken that long. */
  letPass(duration: { readonly seconds?: number; readonly minutes?: number }): void
  /** Waits for the mail that makes `count` for an address. */
  mailTo(address: string, count?: number): Promise<MailboxMessage>
  /** Takes a letter through drafting, approval and release, and waits until it has left to everyone. */
  sendLetter(): Promise<{ readonly slug: string; readonly code: string }>
  /** Waits until no job is left to do. */
  settle(): Promise<void>
  /** Every row of every table, but for the counters of rate limits, which count requests. */
  dump(): Promise<Record<string, readonly string[]>>
}

/** The name of the header by which a visitor says from which network they come; each network has budgets of its own. */
export const networkHeader = 'X-Test-Address'

const host = '127.0.0.1'

type SiteOptions = {
  /** How browsers name this machine. A passkey belongs to a name, and is refused to an address. */
  readonly name?: 'localhost' | typeof host
  /** What of the configuration is to be another one than that of a site that sends by its own mailbox. */
  readonly settings?: Partial<Pick<WorldParts, 'nameQueries' | 'inboundDomain' | 'dkimDomain' | 'dkimSelectors'>>
}

/** Starts a site on a port that is free, with an organisation that may send. @throws Error before `scripts/build` */
export async function startSite({ name = host, settings = {} }: SiteOptions = {}): Promise<Site> {
  await using parts = new AsyncDisposableStack()
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) })
  server.listen(0, host)
  await once(server, 'listening')
  parts.defer(async () => {
    const closed = once(server, 'close')
    server.close()
    if ('closeAllConnections' in server) server.closeAllConnections()
    await closed
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The site has no port.')
  const url = `http://${name}:${address.port}`

  const faults: unknown[] = []
  const clock = createRunningClock()
  const keyRing = createTestKeys()
  const testDatabase = parts.use(await createTestDatabase())
  const { maildir, smtpUrl } = await openMailbox(parts, clock.now)
  const mailer = createMailer({ kind: 'smtp', url: smtpUrl })
  parts.defer(() => mailer.close())
  const world = buildSendingWorld(
    buildWorld({
      database: testDatabase,
      keyRing,
      publicUrl: url,
      providers: ['smtp'],
      visitPage: async () => 'there',
      now: clock.now,
      ...settings,
    }),
    {
      keyRing,
      mailers: [mailer],
    },
  )
  const common = {
    world,
    clientAddress: (c: Context) => c.req.header(networkHeader) ?? host,
    assetsDirectory: builtAssets(),
    reportBug: (error: Error) => void faults.push(error),
  }
  const app = createApp({
    ...common,
    formSecret: new Uint8Array(32).fill(1),
    drawLetterCard: createLetterCardDrawer(),
    isReady: () => Promise.resolve(true),
    mount: [
      { path: '/', app: buildStaffApp({ ...common, keyRing }) },
      { path: '/', app: createConsoleApp({ publicUrl: url, directory: join(projectRoot(), 'dist/console') }) },
    ],
  })
  const team = await assembleTeam(world)
  await keepNoCalendar(world)
  await startWork(parts, { world, databaseUrl: testDatabase.url, faults })

  const settle = async (): Promise<void> => {
    await waitFor('the jobs to be done', async () => (await countJobs(world.database)).waiting === 0)
  }
  const owned = parts.move()
  return {
    url,
    world,
    faults,
    letPass: clock.letPass,
    mailTo: (reader, count = 1) => waitForMail(maildir, reader, count),
    sendLetter: () => sendLetter(world, team, { letPass: clock.letPass, settle }),
    settle,
    dump: () => dumpTables(world),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** What `scripts/build` made for browsers. */
function builtAssets(): string {
  const directory = join(projectRoot(), 'dist/assets')
  if (!existsSync(join(directory, 'styles'))) {
    throw new Error('dist/assets is missing: run scripts/build before the browser tests.')
  }
  return directory
}

/** The machine's own clock, which can be put forward but never stands still. */
function createRunningClock() {
  let ahead = Temporal.Duration.from({ seconds: 0 })
  return {
    now: () => Temporal.Now.instant().add(ahead),
    letPass: (duration: { readonly seconds?: number; readonly minutes?: number }): void => {
      ahead = ahead.add(duration)
    },
  }
}

async function openMailbox(
  parts: AsyncDisposableStack,
  now: () => Temporal.Instant,
): Promise<{ maildir: Maildir; smtpUrl: string }> {
  const directory = await mkdtemp(join(tmpdir(), 'northlight-site-'))
  parts.defer(() => rm(directory, { recursive: true, force: true }))
  const maildir = await openMaildir(directory)
  const mailbox = await startMailboxServer(maildir, now)
  parts.defer(() => mailbox.stop())
  return { maildir, smtpUrl: mailbox.url }
}

async function startWork(
  parts: AsyncDisposableStack,
  { world, databaseUrl, faults }: { world: SendingWorld; databaseUrl: string; faults: unknown[] },
): Promise<void> {
  const note = (...line: unknown[]): void => void faults.push(line)
  const backend = await openBackend({ databaseUrl }, { onError: note, signal: new AbortController().signal })
  parts.defer(() => backend.close())
  const workers = await startWorkers({ world, databaseUrl, backend, log: { warn: note, error: note } })
  parts.defer(() => workers.close(5))
}

async function waitForMail(maildir: Maildir, to: string, count: number): Promise<MailboxMessage> {
  return waitFor(
    `mail ${count} for a reader`,
    async () => {
      const { messages } = await maildir.listMessages({ to, page: 1, pageSize: 100 })
      const summary = messages.toReversed()[count - 1]
      return summary ? maildir.readMessage(summary.id) : null
    },
    { withinSeconds: 30 },
  )
}

async function sendLetter(
  world: SendingWorld,
  team: Team,
  { letPass, settle }: Pick<Site, 'letPass' | 'settle'>,
): Promise<{ slug: string; code: string }> {
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  letPass({ minutes: 6 })
  await releaseDueCampaigns(world)
  const isSent = async (): Promise<boolean> => (await readCampaign(world, { campaignId })).status === 'sent'
  await waitFor('the letter to be sent', isSent, { withinSeconds: 30 })
  await settle()
  // Signed by a job that comes by itself, which would write in the middle of whatever a test looks at.
  await signLetters(world)
  const { slug, code } = (await readCampaign(world, { campaignId })).campaign
  return { slug, code }
}

async function dumpTables({ database }: SendingWorld): Promise<Record<string, readonly string[]>> {
  const { rows: tables } = await database.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables
        where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not in ('rate_limits', 'sending_pulse')`,
  )
  const contents: Record<string, readonly string[]> = {}
  for (const { name } of tables) {
    const { rows } = await database.execute<{ line: string }>(
      sql`select whole::text as line from ${sql.identifier(name)} as whole order by 1`,
    )
    contents[name] = rows.map(({ line }) => line)
  }
  return contents
}
