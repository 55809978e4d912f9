import { chromium as engine, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { Locale } from '#domain/locale'
import { networkHeader, type Site } from './site.ts'
import { chromium } from './test-programs.ts'

/** One reader at one browser, who has never been here before. */
export type Visit = AsyncDisposable & {
  readonly page: Page
  readonly context: BrowserContext
  /** What a reader's browser would complain of: errors, refusals of the policy, failed or foreign requests. */
  readonly faults: readonly string[]
}

type VisitOptions = {
  readonly locale?: Locale
  /** CSS pixels. */
  readonly width?: number
  readonly javaScript?: boolean
}

const languages = { en: 'en-GB', ko: 'ko-KR' } as const satisfies Record<Locale, string>

/** The machine's Chromium, without its own traffic. @throws Error where there is none, as such suites are skipped */
export function launchBrowser(): Promise<Browser> {
  if (chromium === null) throw new Error('There is no Chromium here.')
  return engine.launch({
    executablePath: chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

const patienceMilliseconds = 15_000

let visits = 0

/** Opens a browser window of its own, with nothing stored, in a network of its own. */
export async function openVisit(
  browser: Browser,
  site: Site,
  { locale = 'en', width = 1280, javaScript = true }: VisitOptions = {},
): Promise<Visit> {
  visits += 1
  const context = await browser.newContext({
    baseURL: site.url,
    locale: languages[locale],
    timezoneId: 'Asia/Seoul',
    viewport: { width, height: 800 },
    javaScriptEnabled: javaScript,
    // Colours change without a transition, so that what is looked at is never half way.
    reducedMotion: 'reduce',
    extraHTTPHeaders: { [networkHeader]: `198.18.${visits}.1` },
  })
  context.setDefaultTimeout(patienceMilliseconds)
  const faults: string[] = []
  listen(context, site.url, faults)
  const page = await context.newPage()
  return { page, context, faults, [Symbol.asyncDispose]: () => context.close() }
}

function listen(context: BrowserContext, origin: string, faults: string[]): void {
  context.on('weberror', (error) => faults.push(`script: ${error.error().message}`))
  context.on('console', (message) => {
    // Chromium prints a line for every answer above 399, which is looked at below.
    const isAnswer = message.text().startsWith('Failed to load resource')
    if (!isAnswer && ['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`)
  })
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) faults.push(`foreign: ${request.url()}`)
  })
  context.on('requestfailed', (request) => {
    // What a page still asks for when it is left, the browser gives up by itself.
    const errorText = request.failure()?.errorText
    if (errorText !== 'net::ERR_ABORTED') faults.push(`failed: ${new URL(request.url()).pathname}: ${errorText}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      faults.push(`${response.status()}: ${new URL(response.url()).pathname}`)
    }
  })
}
