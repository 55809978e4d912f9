import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { subscribe } from '#actions/subscribe'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { approve, assembleTeam, draftCampaign } from '../tests/support/campaigns.ts'
import { addReaders } from './parts/add-readers.ts'
import { readPace, type Call, type PaceFigures } from './parts/call-log.ts'
import { openBench, type Bench } from './parts/open-bench.ts'
import { runBench } from './parts/run-bench.ts'
import { sendCampaign } from './parts/send-campaign.ts'
import { startLimitedSink, type LimitedSink } from './parts/start-limited-sink.ts'
import { sinkApiKey } from './parts/start-sink.ts'
import { startWorker } from './parts/start-worker.ts'

const usage = `Usage: scripts/bench pace [--seconds 60] [--queue postgres|redis] [--workers 1]

Sends a campaign of so many seconds to a provider that allows five calls a second, while people subscribe, and says how
much of that was used and how many calls were refused.
`

const callsPerSecond = 5
// Somebody subscribes every few seconds, as on the day of a campaign: their mail is a call as well.
const subscribeSeconds = 3
// Campaigns are made this long ago, for an hour that has come since: nobody has to wait for the clock.
const madeMinutesAgo = 10

const optionsSchema = z.object({
  seconds: z.coerce.number().int().min(5).max(3600).default(60),
  queue: z.enum(['postgres', 'redis']).default('postgres'),
  workers: z.coerce.number().int().min(1).max(4).default(1),
})

type Options = z.infer<typeof optionsSchema>

runBench({ name: 'pace', usage, options: optionsSchema }, measure)

async function measure({ seconds, queue, workers: count }: Options, stopping: AbortSignal): Promise<void> {
  await using bench = await openBench(queue)
  await using sink = await startLimitedSink(callsPerSecond)
  await using workers = new AsyncDisposableStack()
  const { world, workerEnv } = bench
  const env = { ...workerEnv, RESEND_API_KEY: sinkApiKey, RESEND_BASE_URL: `http://127.0.0.1:${sink.port}` }
  const recipients = seconds * callsPerSecond * limits.apiBatchSizeMax
  const campaignId = await prepareCampaign(bench, recipients)
  const running = []
  for (let number = 0; number < count; number += 1) running.push(workers.use(await startWorker(env)))

  const isOver = new AbortController()
  const subscribing = subscribeNowAndThen(world, isOver.signal)
  await sendCampaign(world, { campaignId, recipients, workers: running, stopping })
  isOver.abort()
  const subscribed = await subscribing
  const calls = await readCalls(sink, recipients)
  for (const worker of running) await worker.stop()

  const pace = readPace(calls, callsPerSecond)
  console.log(describe(pace, { queue, count, subscribed }))
  console.log(
    JSON.stringify({
      bench: 'pace',
      allowed_rate_used: Number(pace.allowedRateUsed.toFixed(4)),
      responses_429: pace.refused,
    }),
  )
}

async function prepareCampaign(bench: Bench, recipients: number): Promise<string> {
  const { world } = bench
  const team = await assembleTeam(world)
  await addReaders(world, team.admin, recipients)
  await bench.refreshStatistics()
  const then = bench.worldAgo(madeMinutesAgo)
  const campaignId = await draftCampaign(then, team)
  await approve(then, team, campaignId)
  return campaignId
}

/** @returns how many have subscribed */
async function subscribeNowAndThen(world: World, isOver: AbortSignal): Promise<number> {
  for (let number = 0; ; number += 1) {
    await pause(subscribeSeconds * 1000, undefined, { signal: isOver }).catch(() => {})
    if (isOver.aborted) return number
    await subscribe(world, {
      email: `newcomer-${number}@readers.example`,
      locale: 'en',
      timeZone: 'Asia/Seoul',
      topics: ['days-of-remembrance'],
      form: 'bench',
    })
  }
}

/** @throws Error when the sink has not seen every reader in exactly one message */
async function readCalls(sink: LimitedSink, recipients: number): Promise<readonly Call[]> {
  const { calls, recipients: seen } = await sink.report()
  const single = calls.filter(({ messages }) => messages === 1).length
  const messages = calls.reduce((sum, call) => sum + call.messages, 0) - single
  if (messages === recipients && seen === recipients + single) return calls
  throw new Error(`The sink saw ${messages} letters and ${seen} readers, not one letter to each of the ${recipients}.`)
}

function describe(
  { allowedRateUsed, refused, refusedAtFirst, seconds }: PaceFigures,
  { queue, count, subscribed }: { queue: string; count: number; subscribed: number },
): string {
  const percent = (allowedRateUsed * 100).toFixed(1)
  return (
    `${percent} % of ${callsPerSecond} calls a second used over ${seconds.toFixed(0)} s, ${subscribed} single mails ` +
    `among them; ${refused} calls refused, ${refusedAtFirst} of them in the first second; ${count} worker(s), ${queue}`
  )
}
