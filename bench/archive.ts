import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { listLetters } from '#actions/list-letters'
import { searchArchive } from '#actions/search-archive'
import type { World } from '#actions/world'
import { findCampaign } from '#database/campaign-queries'
import { listArchivedLetters } from '#database/letter-queries'
import { readLetterQuery } from '#domain/letter-search'
import { limits } from '#domain/limits'
import { addArchivedLetter } from '../tests/support/archive.ts'
import { assembleTeam } from '../tests/support/campaigns.ts'
import { openBench, type Bench } from './parts/open-bench.ts'
import { runBench } from './parts/run-bench.ts'
import { seededNumbers, wordsOfLetter } from './parts/letter-words.ts'

const usage = `Usage: scripts/bench archive [--letters 6000] [--rounds 50]

Fills an archive and says what finding a letter in it costs, as a multiple of looking one campaign up by its key.
`

const optionsSchema = z.object({
  letters: z.coerce.number().int().min(100).max(100_000).default(6_000),
  rounds: z.coerce.number().int().min(5).max(1_000).default(50),
})

/** What readers look for: rare and frequent, short and long, in both languages. */
const searches = {
  'rare word': 'zephyr17',
  'rare Korean word': '갈매17',
  'two syllables': '인권',
  'two syllables in every letter': '사람',
  'one syllable': '북',
  'compound of two words': '북한인권',
  'word in every letter': 'people',
  'three words': 'human rights council',
} as const

const lettersAtOnce = 200

runBench({ name: 'archive', usage, options: optionsSchema }, measure)

async function measure({ letters, rounds }: z.infer<typeof optionsSchema>, stopping: AbortSignal): Promise<void> {
  await using bench = await openBench('postgres')
  const { world } = bench
  await assembleTeam(world)
  const filledAt = performance.now()
  const ids = await fillArchive(world, letters, stopping)
  const fillSeconds = (performance.now() - filledAt) / 1000
  await bench.refreshStatistics()

  const lookUp = await timesOf(rounds * 5, (round) => findCampaign(world.database, ids[round % ids.length] ?? ''))
  const figures: Record<string, { p50: number; p95: number; found: number }> = {}
  for (const [name, typed] of Object.entries(searches)) {
    const query = readLetterQuery(typed) ?? undefined
    const search = () => listArchivedLetters(world.database, { query }, limits.archivePageSize + 1)
    const { length: found } = await search()
    const times = await timesOf(rounds, search)
    figures[name] = { p50: times.p50 / lookUp.p50, p95: times.p95 / lookUp.p50, found }
  }
  const unaided = await timesOf(rounds, () => readThrough(world))
  figures['two syllables without the index'] = {
    p50: unaided.p50 / lookUp.p50,
    p95: unaided.p95 / lookUp.p50,
    found: limits.archivePageSize + 1,
  }
  const page = await timesOf(rounds, () =>
    searchArchive(world, { typed: '', topic: null, year: null, after: null, locale: 'en' }),
  )
  const latest = await timesOf(rounds, () => listLetters(world))
  const size = await sizeOf(bench)
  report({
    letters,
    lookUp,
    figures,
    page: { p50: page.p50 / lookUp.p50, p95: page.p95 / lookUp.p50 },
    latest: { p50: latest.p50 / lookUp.p50, p95: latest.p95 / lookUp.p50 },
    size,
    fillSeconds,
  })
}

/** @returns the ids of the campaigns */
async function fillArchive(world: World, letters: number, stopping: AbortSignal): Promise<string[]> {
  const random = seededNumbers(1)
  const ids: string[] = []
  const first = Temporal.Instant.from('2000-01-01T00:00:00Z')
  // Many in one transaction: what is measured is finding them.
  for (let start = 0; start < letters; start += lettersAtOnce) {
    stopping.throwIfAborted()
    await world.database.transaction(async (database) => {
      for (let number = start; number < Math.min(letters, start + lettersAtOnce); number += 1) {
        const texts = {
          en: { title: `Letter ${number}`, body: wordsOfLetter('en', number, random) },
          ko: { title: `편지 ${number}`, body: wordsOfLetter('ko', number, random) },
        }
        const releasedAt = first.add({ hours: number * 24 }).toString()
        const sample = { slug: `letter-${number}`, releasedAt, texts, topics: ['un-watch'] }
        ids.push(await addArchivedLetter({ newId: world.newId, database }, sample))
      }
    })
  }
  return ids
}

/** In milliseconds. */
async function timesOf(
  rounds: number,
  work: (round: number) => Promise<unknown>,
): Promise<{ p50: number; p95: number }> {
  for (let round = 0; round < 5; round += 1) await work(round)
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now()
    await work(round)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}

async function sizeOf({ world }: Bench): Promise<{ tableMegabytes: number; indexMegabytes: number }> {
  const { rows } = await world.database.execute<{ whole: string; index: string }>(
    sql`select pg_total_relation_size('archived_letters') as whole, pg_relation_size('archived_letters_by_grams') as index`,
  )
  const megabytes = (bytes: string | undefined): number => Math.round(Number(bytes) / 1e5) / 10
  return { tableMegabytes: megabytes(rows[0]?.whole), indexMegabytes: megabytes(rows[0]?.index) }
}

/** Reads every letter for two syllables, as one has to where no index knows them. */
async function readThrough(world: World): Promise<void> {
  await world.database.execute(
    sql`select distinct campaign_id, released_at from archived_letters where words like '%인권%' order by released_at desc limit 21`,
  )
}

type Times = { readonly p50: number; readonly p95: number }

function report({
  letters,
  lookUp,
  figures,
  page,
  latest,
  size,
  fillSeconds,
}: {
  letters: number
  lookUp: Times
  figures: Record<string, Times & { found: number }>
  page: Times
  latest: Times
  size: { tableMegabytes: number; indexMegabytes: number }
  fillSeconds: number
}): void {
  const rounded = ({ p50, p95 }: Times): Times => ({ p50: Number(p50.toFixed(1)), p95: Number(p95.toFixed(1)) })
  for (const [name, { p50, p95, found }] of Object.entries(figures)) {
    console.log(
      `${name}: ${p50.toFixed(1)} look-ups at the median, ${p95.toFixed(1)} at p95 (${found} on the first page)`,
    )
  }
  const milliseconds = lookUp.p50.toFixed(2)
  console.log(
    `${letters} letters in ${fillSeconds.toFixed(0)} s; a look-up took ${milliseconds} ms, the first page ` +
      `${page.p50.toFixed(1)} look-ups, the titles of the latest ${latest.p50.toFixed(1)}; ${size.tableMegabytes} MB in all, ${size.indexMegabytes} MB of them the index`,
  )
  console.log(
    JSON.stringify({
      bench: 'archive',
      letters,
      searches: Object.fromEntries(Object.entries(figures).map(([name, times]) => [name, rounded(times)])),
      page: rounded(page),
      latest: rounded(latest),
      table_mb: size.tableMegabytes,
      index_mb: size.indexMegabytes,
    }),
  )
}
