import { availableParallelism, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { readCampaignAccount } from '#database/account-queries'
import { countJobs } from '#database/job-outbox'
import { createMailer, type MailRoute } from '#mail/create-mailer'
import { runProgram } from '#runtimes/run-program'
import { approve, assembleTeam, draftCampaign, type Team } from '../tests/support/campaigns.ts'
import { addReaders, readerAt } from './parts/add-readers.ts'
import { openBench, type Bench } from './parts/open-bench.ts'
import { sendCampaign } from './parts/send-campaign.ts'
import { readFinishedMails, sendPrebuilt } from './parts/send-prebuilt.ts'
import { digestOf, type SinkReport } from './parts/sink-account.ts'
import { sinkApiKey, startSink, type RunningSink, type SinkName } from './parts/start-sink.ts'
import { startWorker } from './parts/start-worker.ts'

const usage = `Usage: scripts/bench send [--recipients 20000] [--sink smtp|resend|both] [--queue postgres|redis]

Sends a real campaign through the real worker into a sink on this machine, and says how fast it went.
`

const optionsSchema = z.object({
  recipients: z.coerce.number().int().min(2).max(1_000_000),
  sink: z.enum(['smtp', 'resend', 'both']),
  queue: z.enum(['postgres', 'redis']),
})

type Options = z.infer<typeof optionsSchema>

/** What one sink cost. Null where the system does not tell what a process uses. */
type Figures = {
  readonly messages: number
  readonly bytesPerMessage: number
  /** From the release to the end of the campaign. */
  readonly seconds: number
  readonly messagesPerSecond: number
  /** Of the worker, for one message. */
  readonly cpuMicroseconds: number | null
  /** Of the worker, in bytes. */
  readonly peakMemory: number | null
  /** The same sink and the same mailer, with bodies that were finished before. */
  readonly prebuilt: { readonly messagesPerSecond: number; readonly cpuMicroseconds: number }
  /** Our speed as a share of that of prebuilt bodies. */
  readonly ratio: number
}

// Campaigns are made this long ago, for an hour that has come since: nobody has to wait for the clock.
const madeMinutesAgo = 10

runProgram('bench', async (stopping) => {
  const options = readOptions(process.argv.slice(2))
  if (options === null) {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  try {
    await measure(options, stopping)
  } catch (error) {
    process.stderr.write(`bench send: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
})

function readOptions(args: string[]): Options | null {
  try {
    const { values } = parseArgs({
      args,
      options: {
        recipients: { type: 'string', default: '20000' },
        sink: { type: 'string', default: 'both' },
        queue: { type: 'string', default: 'postgres' },
      },
    })
    return optionsSchema.parse(values)
  } catch {
    return null
  }
}

async function measure({ recipients, sink, queue }: Options, stopping: AbortSignal): Promise<void> {
  await using bench = await openBench(queue)
  const team = await assembleTeam(bench.world)
  await addReaders(bench.world, team.admin, recipients)
  await bench.refreshStatistics()
  const expected = digestOf(Array.from({ length: recipients }, (_, number) => readerAt(number).email))
  const sinks: Partial<Record<SinkName, Figures>> = {}
  for (const name of sink === 'both' ? (['smtp', 'resend'] as const) : [sink]) {
    stopping.throwIfAborted()
    const figures = await measureSink(name, { bench, team, recipients, expected, stopping })
    sinks[name] = figures
    console.log(describe(name, figures))
  }
  const machine = {
    cores: availableParallelism(),
    memory: totalmem(),
    architecture: process.arch,
    node: process.versions.node,
  }
  console.log(JSON.stringify({ bench: 'send', recipients, queue, sinks, machine }))
}

type Run = {
  readonly bench: Bench
  readonly team: Team
  readonly recipients: number
  /** The digest of the addresses that a sink must have seen. */
  readonly expected: string
  readonly stopping: AbortSignal
}

async function measureSink(name: SinkName, { bench, team, recipients, expected, stopping }: Run): Promise<Figures> {
  const { world, worldAgo, workerEnv } = bench
  await using sink = await startSink(name)
  await using worker = await startWorker({ ...workerEnv, ...mailEnv(name, sink) })
  const then = worldAgo(madeMinutesAgo)
  const campaignId = await draftCampaign(then, team)
  await approve(then, team, campaignId)

  const before = await worker.readUsage()
  const seconds = await sendCampaign(world, { campaignId, recipients, worker, stopping })
  const after = await worker.readUsage()
  const report = await sink.report()
  await worker.stop()
  await checkAccount(bench, campaignId, recipients)
  checkReport(`the ${name} sink`, report, recipients, expected)

  const mails = await readFinishedMails(world, campaignId)
  const mailer = createMailer(routeTo(name, sink))
  const prebuilt = await sendPrebuilt(mailer, mails, recipients)
  await mailer.close()
  checkReport(`the ${name} sink, of prebuilt bodies,`, await sink.report(), recipients, expected)

  const microsecondsPerMessage = (total: number): number => Math.round((total * 1_000_000) / recipients)
  return {
    messages: report.messages,
    bytesPerMessage: Math.round(report.bytes / report.messages),
    seconds: round(seconds, 2),
    messagesPerSecond: Math.round(recipients / seconds),
    cpuMicroseconds: before && after && microsecondsPerMessage(after.cpuSeconds - before.cpuSeconds),
    peakMemory: after && after.peakMemory,
    prebuilt: {
      messagesPerSecond: Math.round(recipients / prebuilt.seconds),
      cpuMicroseconds: microsecondsPerMessage(prebuilt.cpuSeconds),
    },
    ratio: round(prebuilt.seconds / seconds, 3),
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
function checkReport(
  who: string,
  { messages, recipients: seen, digest }: SinkReport,
  recipients: number,
  expected: string,
): void {
  if (messages === recipients && seen === recipients && digest === expected) return
  throw new Error(
    `${who} saw ${messages} messages to ${seen} readers, not one to each of the ${recipients} on the list.`,
  )
}

/** @throws Error when the campaign's own account does not say that everyone was reached, or when a job is left */
async function checkAccount({ world }: Bench, campaignId: string, recipients: number): Promise<void> {
  const account = await readCampaignAccount(world.database, campaignId)
  const jobs = await countJobs(world.database)
  const isWhole = account.frozen === recipients && account.accepted === recipients
  if (!isWhole || jobs.waiting + jobs.failed > 0) {
    throw new Error(`The account of the campaign does not balance: ${JSON.stringify({ ...account, jobs })}.`)
  }
}

function describe(
  name: SinkName,
  { messages, seconds, messagesPerSecond, cpuMicroseconds, peakMemory, prebuilt, ratio }: Figures,
): string {
  const count = (value: number): string => value.toLocaleString('en')
  const parts = [
    `${count(messages)} messages in ${seconds} s: ${count(messagesPerSecond)}/s, ${ratio} of prebuilt bodies (${count(prebuilt.messagesPerSecond)}/s)`,
    ...(cpuMicroseconds === null
      ? []
      : [`${cpuMicroseconds} µs of processor for each, prebuilt ${prebuilt.cpuMicroseconds} µs`]),
    ...(peakMemory === null ? [] : [`worker at most ${Math.round(peakMemory / 2 ** 20)} MiB`]),
  ]
  return `${name.padEnd(6)}  ${parts.join('; ')}`
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
