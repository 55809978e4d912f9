import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { chromium as engine, type Browser, type Page } from 'playwright-core'
import { z } from 'zod'
import { projectRoot } from '#runtimes/project-root'
import { createNarrator } from '../demo/narrator.ts'
import { addressOf, type Subjects } from '../demo/pictures.ts'
import { findSubjects, signIn } from '../demo/take-pictures.ts'
import { openTheatre } from '../demo/theatre.ts'
import { chromium } from '../tests/support/test-programs.ts'
import { runBench } from './parts/run-bench.ts'
import { timeChange, type Change } from './parts/watch-change.ts'

const usage = `Usage: scripts/bench console [--rounds 9]

Plays the demo, walks through the console in Chromium and says how long each change of screens takes.
`

const optionsSchema = z.object({ rounds: z.coerce.number().int().min(3).max(100).default(9) })

/** The walk: each place is reached by a link of the one before it, and the last leads to the first. */
const walk = [
  ['calendar', '/calendar'],
  ['campaigns', '/campaigns'],
  ['letter', '/campaigns/:review'],
  ['letter-write', '/campaigns/:review/write'],
  ['letter-audience', '/campaigns/:review/audience'],
  ['letter-schedule', '/campaigns/:review/schedule'],
  ['letter-details', '/campaigns/:review/details'],
  ['letter-check', '/campaigns/:review/check'],
  ['letter-review', '/campaigns/:review/review'],
  ['campaigns-again', '/campaigns'],
  ['sent-letter', '/campaigns/:sent'],
  ['letter-sending', '/campaigns/:sent/sending'],
  ['letter-report', '/campaigns/:sent/report'],
  ['letter-web', '/campaigns/:sent/web'],
  ['decisions', '/decisions'],
  ['library', '/library'],
  ['library-entry', '/library/issue/:issue'],
  ['facts', '/facts'],
  ['fact', '/facts/:fact'],
  ['subscribers', '/subscribers'],
  ['import', '/subscribers/import'],
  ['forgeries', '/forgeries'],
  ['settings', '/settings'],
  ['account', '/account'],
  ['home', '/'],
] as const

type Times = Map<string, Change[]>

runBench({ name: 'console', usage, options: optionsSchema }, async ({ rounds }, stopping) => {
  if (chromium === null) throw new Error('There is no Chromium here. Install it, or name where it is in CHROMIUM.')
  const stop = new AbortController()
  stopping.addEventListener('abort', () => stop.abort(stopping.reason), { once: true })
  await using theatre = await openTheatre(join(projectRoot(), '.data/bench-console'), {
    narrator: createNarrator(process.stderr),
    stop,
  })
  const ending = await theatre.play()
  const browser = await engine.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const session = await signIn(browser, theatre.publicUrl, ending.team.administrator)
    const subjects = await findSubjects(session, theatre.publicUrl, ending)
    const page = await session.newPage()
    await page.setViewportSize({ width: 1280, height: 900 })
    await page.goto(`${theatre.publicUrl}/console/`)
    const times = await walkAround(page, subjects, { rounds, stopping })
    report(times, await timeEmptyPage(browser, rounds * 4))
  } finally {
    await browser.close()
  }
})

/** Walks once to fill the caches of the browser and of the console, and then as often as is counted. */
async function walkAround(
  page: Page,
  subjects: Subjects,
  { rounds, stopping }: { rounds: number; stopping: AbortSignal },
): Promise<Times> {
  const times: Times = new Map()
  for (let turn = 0; turn <= rounds; turn += 1) {
    for (const [name, path] of walk) {
      stopping.throwIfAborted()
      const change = await timeChange(page, `/console${addressOf(path, subjects)}`)
      if (turn > 0) times.set(name, [...(times.get(name) ?? []), change])
    }
  }
  return times
}

/** The same for a page of Mantine with two empty screens. @returns the median */
async function timeEmptyPage(browser: Browser, rounds: number): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot(), 'bench/parts/empty-page.tsx')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  const styles = await readFile(join(projectRoot(), 'node_modules/@mantine/core/styles.css'), 'utf8')
  const html = `<!doctype html><style>${styles}</style><body><script type="module">${outputFiles[0]?.text ?? ''}</script>`
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.route('http://empty.test/**', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto('http://empty.test/one')
  const times: number[] = []
  for (let turn = 0; turn < rounds; turn += 1)
    times.push((await timeChange(page, turn % 2 === 0 ? '/other' : '/one')).painted)
  return median(times.slice(2))
}

function report(times: Times, empty: number): void {
  const medians = [...times].map(([screen, changes]) => ({
    screen,
    ms: median(changes.map(({ painted }) => painted)),
    settled: median(changes.map(({ settled }) => settled)),
  }))
  for (const { screen, ms, settled } of medians) {
    console.log(`${screen.padEnd(16)} ${ms.toFixed(0).padStart(4)} ms, settled after ${settled.toFixed(0)} ms`)
  }
  const slowest = medians.toSorted((one, other) => other.ms - one.ms)[0] ?? { screen: '', ms: Number.NaN }
  const overall = median(medians.map(({ ms }) => ms))
  console.log(
    `console: ${overall.toFixed(0)} ms from click to paint, the median of ${medians.length} screens; the slowest is ` +
      `${slowest.screen} with ${slowest.ms.toFixed(0)} ms; an empty page of Mantine takes ${empty.toFixed(0)} ms`,
  )
  console.log(
    JSON.stringify({
      bench: 'console',
      screens: medians.length,
      median_ms: round(overall),
      slowest: { screen: slowest.screen, ms: round(slowest.ms) },
      empty_ms: round(empty),
      ratio: round(overall / empty),
      settled_ms: round(median(medians.map(({ settled }) => settled))),
    }),
  )
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN
}

function round(number: number): number {
  return Number(number.toFixed(1))
}
