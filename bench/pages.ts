import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import type { World } from '#actions/world'
import { limits } from '#domain/limits'
import { flag } from '#runtimes/read-options'
import { approve, assembleTeam, draftCampaign } from '../tests/support/campaigns.ts'
import { pickPort } from '../tests/support/pick-port.ts'
import { createSeededRandom } from '../chaos/parts/seeded-random.ts'
import { addReaders, readerAt } from './parts/add-readers.ts'
import { addLoads, costOf, measureLoad, rateOf, type MeasuredLoad } from './parts/measure-load.ts'
import { openBench, type Bench } from './parts/open-bench.ts'
import { loadForSeconds, loadPage, openConnections, quantile, type PageRequest } from './parts/page-load.ts'
import { runBench } from './parts/run-bench.ts'
import { startServer } from './parts/start-server.ts'

const usage = `Usage: scripts/bench pages [--seconds 3] [--rounds 3] [--connections 100] [--page NAME] [--explain]

Loads the pages that readers open, as the API program serves them, and says how fast, as a share of the least that a page
can cost. In every round each page is loaded for so many seconds, one after the other; a first round is not counted.
NAME is / or /letters/:slug or 'POST /subscribe' or /verify, for that page alone.
`

const optionsSchema = z.object({
  seconds: z.coerce.number().min(0.5).max(60).default(3),
  rounds: z.coerce.number().int().min(1).max(20).default(3),
  connections: z.coerce.number().int().min(1).max(1_000).default(100),
  page: z.enum(['/', '/letters/:slug', 'POST /subscribe', '/verify']).optional(),
  explain: flag,
})

/** Campaigns are made this long ago, for an hour that has come since. */
const madeMinutesAgo = 10
/** Comparisons of an address on the list with one that is not. Each is used once: the second time there is no mail. */
const comparisons = 300
const readers = comparisons

runBench(
  { name: 'pages', usage, options: optionsSchema },
  async ({ seconds, rounds, connections, page: only, explain }, stopping) => {
    await using bench = await openBench('postgres')
    const { code, slug } = await sendLetter(bench)
    const port = await pickPort(createSeededRandom(process.pid))
    const env = { ...bench.workerEnv, PORT: String(port), TRUSTED_PROXIES: '1' }
    await using api = await startServer('api.js', env)
    z.literal('ready').parse(api.said)
    await using hello = await startServer('bench/sinks/hello.js', {})
    const { port: helloPort } = z.object({ port: z.int() }).parse(hello.said)
    const site = `http://127.0.0.1:${port}`
    const stamp = await readStamp(site)
    await using brake = new AsyncDisposableStack()
    brake.defer(liftBrake(bench.world))

    const pages: Readonly<Record<string, () => PageRequest>> = {
      hello: () => ({ url: `http://127.0.0.1:${helloPort}/` }),
      '/': () => ({ url: `${site}/` }),
      '/letters/:slug': () => ({ url: `${site}/letters/${slug}` }),
      'POST /subscribe': () => subscription(site, stamp, `newcomer-${nextNumber()}@readers.example`),
      '/verify': () => ({ url: `${site}/verify?code=${code}`, headers: fromAnotherNetwork() }),
    }
    const meter = { bench, servers: { hello, api } }
    const loads = new Map<string, MeasuredLoad>()
    const asked = Object.entries(pages).filter(([name]) => only === undefined || name === only || name === 'hello')
    // The first round compiles what it runs, on the processors that are measured.
    for (let round = 0; round <= rounds; round += 1) {
      for (const [name, ask] of asked) {
        stopping.throwIfAborted()
        // Anew for each load: a server lets go of connections that are idle while others are measured.
        const agent = openConnections(connections)
        const load = await measureLoad(meter, () => loadForSeconds(seconds, connections, () => loadPage(agent, ask())))
        agent.destroy()
        if (round > 0) loads.set(name, addLoads(loads.get(name), load))
      }
    }
    const hellos = loads.get('hello')
    for (const [name, load] of loads)
      report(name, load, { helloRate: hellos ? rateOf(hellos) : Number.NaN, connections })
    if (explain) console.log((await bench.statements.explain(25)).join('\n'))
    if (only === undefined) {
      await weigh(site, ['/', `/letters/${slug}`])
      await compare(site, stamp)
    }
  },
)

function report(page: string, load: MeasuredLoad, of: { helloRate: number; connections: number }): void {
  const { helloRate, connections } = of
  const [p50, p99] = [quantile(load.times, 0.5), quantile(load.times, 0.99)]
  const rate = rateOf(load)
  const { cpuMicroseconds: cpu, statements } = costOf(load)
  console.log(
    `${page}: ${rate.toFixed(0)} requests/s at ${connections} connections, p99 ${p99.toFixed(0)} ms; processor time for ` +
      `each: server ${cpu.server} µs, database ${cpu.database} µs; ${statements} statements`,
  )
  console.log(
    JSON.stringify({
      bench: 'pages',
      page,
      requests_per_second: Number(rate.toFixed(1)),
      p50_ms: Number(p50.toFixed(1)),
      p99_ms: Number(p99.toFixed(1)),
      ratio_to_hello: Number((rate / helloRate).toFixed(4)),
      cpu_us: cpu,
      statements,
    }),
  )
}

/** What comes over the line for a page and all that it loads, compressed. */
async function weigh(site: string, paths: readonly string[]): Promise<void> {
  const agent = openConnections(1)
  for (const path of paths) {
    const plain = await loadPage(agent, { url: site + path, headers: { 'Accept-Encoding': 'identity' } })
    const files = [...plain.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file)
    const answers = await Promise.all([path, ...files].map((file) => loadPage(agent, { url: site + file })))
    const bytes = answers.reduce((sum, answer) => sum + answer.bytes, 0)
    const page = path === '/' ? '/' : '/letters/:slug'
    console.log(`${page}: ${(bytes / 1024).toFixed(1)} kB compressed with its styles, script and icon`)
    console.log(JSON.stringify({ bench: 'pages', page, files: answers.length, bytes }))
  }
  agent.destroy()
}

/** Whether the time of an answer tells an address on the list from another: one after the other, by turns. */
async function compare(site: string, stamp: string): Promise<void> {
  const agent = openConnections(1)
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  for (let turn = 0; turn < 2 * comparisons; turn += 1) {
    const isKnown = (turn + Math.floor(turn / 2)) % 2 === 0
    const address = isKnown ? readerAt(times.known.length).email : `stranger-${nextNumber()}@readers.example`
    const begun = performance.now()
    await loadPage(agent, subscription(site, stamp, address))
    times[isKnown ? 'known' : 'unknown'].push(performance.now() - begun)
  }
  agent.destroy()
  const [known, unknown] = [quantile(times.known, 0.5), quantile(times.unknown, 0.5)]
  console.log(
    `POST /subscribe: ${known.toFixed(2)} ms for an address on the list, ${unknown.toFixed(2)} ms for another`,
  )
  console.log(
    JSON.stringify({
      bench: 'pages',
      page: 'POST /subscribe',
      known_p50_ms: Number(known.toFixed(3)),
      unknown_p50_ms: Number(unknown.toFixed(3)),
      ratio_known_to_unknown: Number((known / unknown).toFixed(4)),
    }),
  )
}

async function sendLetter(bench: Bench): Promise<{ code: string; slug: string }> {
  const { world } = bench
  const team = await assembleTeam(world)
  await addReaders(world, team.admin, readers)
  const then = bench.worldAgo(madeMinutesAgo)
  const campaignId = await draftCampaign(then, team)
  await approve(then, team, campaignId)
  await releaseDueCampaigns(world)
  await bench.refreshStatistics()
  return (await readCampaign(world, { campaignId })).campaign
}

/** The stamp of a form, when it is old enough to be taken. */
async function readStamp(site: string): Promise<string> {
  const page = await (await fetch(site)).text()
  const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1]
  if (stamp === undefined) throw new Error('The form has no stamp.')
  await pause((limits.formFillSecondsMin + 1) * 1000)
  return stamp
}

function subscription(site: string, stamp: string, email: string): PageRequest {
  const body = new URLSearchParams({ email, locale: 'en', topics: 'un-watch', consent: 'yes', stamp }).toString()
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded', ...fromAnotherNetwork() }
  return { url: `${site}/subscribe`, method: 'POST', body, headers }
}

/** Forgets every quarter of a second how many confirmations were asked for, or most forms would cost nothing. */
function liftBrake({ database }: World): () => void {
  const timer = setInterval(() => {
    void database.execute(sql`delete from rate_limits where key like 'confirmations-overall%'`)
  }, 250)
  return () => clearInterval(timer)
}

let numbers = 0

function nextNumber(): number {
  numbers += 1
  return numbers
}

/** Every request comes from a network of its own, as the proxy in front would say. */
function fromAnotherNetwork(): Record<string, string> {
  const number = nextNumber()
  const groups = [number & 0xffff, (number >> 16) << 8].map((group) => group.toString(16))
  return { 'X-Forwarded-For': `2001:db8:${groups.join(':')}::1` }
}
