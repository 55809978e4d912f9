import { eq } from 'drizzle-orm'
import { readCampaignAccount } from '#database/account-queries'
import { countJobs } from '#database/job-outbox'
import { deliveryBatches } from '#database/tables'
import { createMailer, type MailRoute } from '#mail/create-mailer'
import { approve, draftCampaign, type Team } from '../../tests/support/campaigns.ts'
import type { Bench } from './open-bench.ts'
import { sendCampaign } from './send-campaign.ts'
import { readComposedMails, sendPrebuilt } from './send-prebuilt.ts'
import type { SinkReport } from './sink-account.ts'
import { sinkApiKey, startSink, type RunningSink, type SinkName } from './start-sink.ts'
import { startWorker, type RunningWorker } from './start-worker.ts'

/** What a campaign into one sink cost. Times of processors in microseconds a message; null where there is no `/proc`. */
export type Figures = {
  /** From the release to the end of the campaign. */
  readonly seconds: number
  readonly messagesPerSecond: number
  /** Our speed as a share of that of composed messages. */
  readonly ratioToPrebuilt: number
  /** Of the worker that held most, its start included, in millions of bytes. */
  readonly peakMemoryMb: number | null
  /** Statements that PostgreSQL ran for each batch, those of the queue among them. */
  readonly statementsPerBatch: number
  readonly bytesPerMessage: number
  /** Every worker, every process of PostgreSQL, the sink. */
  readonly cpuMicroseconds: {
    readonly worker: number | null
    readonly database: number | null
    readonly sink: number | null
  }
  /** The same sink and the same mailer, with messages that were composed before. */
  readonly prebuilt: { readonly messagesPerSecond: number; readonly cpuMicroseconds: number }
}

export type Run = {
  readonly bench: Bench
  readonly team: Team
  readonly recipients: number
  readonly workers: number
  /** The digest of the addresses that a sink must have seen. */
  readonly expected: string
  readonly stopping: AbortSignal
}

// Campaigns are made this long ago, for an hour that has come since: nobody has to wait for the clock.
const madeMinutesAgo = 10

/**
 * Sends a campaign to everyone, and the same number of composed messages after it.
 * @throws Error when the sink has not seen every reader exactly once, each time, or the account does not say so
 */
export async function measureSink(name: SinkName, run: Run): Promise<Figures> {
  const { bench, team, recipients, expected, stopping } = run
  const { world, worldAgo, workerEnv, statements } = bench
  await using sink = await startSink(name)
  await using workers = await startWorkers(run.workers, { ...workerEnv, ...mailEnv(name, sink) })
  const then = worldAgo(madeMinutesAgo)
  const campaignId = await draftCampaign(then, team)
  await approve(then, team, campaignId)

  await statements.reset()
  const before = await readClocks(bench, sink, workers.running)
  const seconds = await sendCampaign(world, { campaignId, recipients, workers: workers.running, stopping })
  const after = await readClocks(bench, sink, workers.running)
  const calls = await statements.countCalls()
  const report = await sink.report()
  await workers.stop()
  await checkAccount(bench, campaignId, recipients)
  checkReport(`the ${name} sink`, report, recipients, expected)
  const batches = await world.database.$count(deliveryBatches, eq(deliveryBatches.campaignId, campaignId))

  const mailer = createMailer(routeTo(name, sink))
  const prebuilt = await sendPrebuilt(mailer, await readComposedMails(world, campaignId), recipients)
  await mailer.close()
  checkReport(`the ${name} sink, of prebuilt messages,`, await sink.report(), recipients, expected)

  const microseconds = (total: number): number => Math.round((total * 1_000_000) / recipients)
  const spent = (clock: keyof Omit<Clocks, 'peakMemory'>): number | null => {
    const [start, end] = [before[clock], after[clock]]
    return start === null || end === null ? null : microseconds(end - start)
  }
  return {
    seconds: round(seconds, 2),
    messagesPerSecond: Math.round(recipients / seconds),
    ratioToPrebuilt: round(prebuilt.seconds / seconds, 3),
    peakMemoryMb: after.peakMemory === null ? null : Math.round(after.peakMemory / 1_000_000),
    statementsPerBatch: round(calls / batches, 1),
    bytesPerMessage: Math.round(report.bytes / report.messages),
    cpuMicroseconds: { worker: spent('worker'), database: spent('database'), sink: spent('sink') },
    prebuilt: {
      messagesPerSecond: Math.round(recipients / prebuilt.seconds),
      cpuMicroseconds: microseconds(prebuilt.cpuSeconds),
    },
  }
}

type RunningWorkers = AsyncDisposable & { readonly running: readonly RunningWorker[]; stop(): Promise<void> }

async function startWorkers(count: number, env: Readonly<Record<string, string>>): Promise<RunningWorkers> {
  await using parts = new AsyncDisposableStack()
  const running: RunningWorker[] = []
  for (let index = 0; index < count; index++) running.push(parts.use(await startWorker(env)))
  const owned = parts.move()
  return {
    running,
    stop: async () => void (await Promise.all(running.map((worker) => worker.stop()))),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  }
}

/** Seconds of processor time so far, and the most memory that a worker has held. */
type Clocks = Readonly<Record<'worker' | 'database' | 'sink' | 'peakMemory', number | null>>

async function readClocks(bench: Bench, sink: RunningSink, workers: readonly RunningWorker[]): Promise<Clocks> {
  const usages = await Promise.all(workers.map((worker) => worker.readUsage()))
  const known = usages.filter((usage) => usage !== null)
  const isKnown = known.length === usages.length
  return {
    worker: isKnown ? known.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0) : null,
    peakMemory: isKnown ? Math.max(...known.map(({ peakMemory }) => peakMemory)) : null,
    database: await bench.readDatabaseCpu(),
    sink: (await sink.readUsage())?.cpuSeconds ?? null,
  }
}

function routeTo(name: SinkName, { port }: RunningSink): MailRoute {
  return name === 'smtp'
    ? { kind: 'smtp', url: `smtp://127.0.0.1:${port}` }
    : { kind: 'resend', apiKey: sinkApiKey, baseUrl: `http://127.0.0.1:${port}` }
}

function mailEnv(name: SinkName, sink: RunningSink): Record<string, string> {
  const route = routeTo(name, sink)
  return route.kind === 'smtp'
    ? { MAIL_URL: route.url }
    : { RESEND_API_KEY: route.apiKey, RESEND_BASE_URL: route.baseUrl ?? '' }
}

/** @throws Error when the sink has not seen every reader exactly once */
function checkReport(who: string, { messages, digest }: SinkReport, recipients: number, expected: string): void {
  if (messages === recipients && digest === expected) return
  throw new Error(`${who} saw ${messages} messages, not one to each of the ${recipients} on the list.`)
}

/** @throws Error when the campaign's own account does not say that everyone was reached, or when a job is left */
async function checkAccount({ world }: Bench, campaignId: string, recipients: number): Promise<void> {
  const { account } = await readCampaignAccount(world.database, campaignId)
  const jobs = await countJobs(world.database)
  const isWhole = account.frozen === recipients && account.accepted === recipients
  if (!isWhole || jobs.waiting + jobs.failed > 0) {
    throw new Error(`The account of the campaign does not balance: ${JSON.stringify({ ...account, jobs })}.`)
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
