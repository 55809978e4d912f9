import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import topics from '#content/topics' with { type: 'json' }
import { organisation } from '#database/tables'
import type { Locale } from '#domain/locale'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut, expectNothingStored, looks } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

const [firstTopic] = topics

let site: Site
let browser: Browser
let listed: Neighbour
let unlisted: Neighbour

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  listed = await startNeighbour()
  unlisted = await startNeighbour()
  await site.world.database.update(organisation).set({ embedOrigins: [listed.origin] })
})

afterAll(async () => {
  await browser?.close()
  await listed?.[Symbol.asyncDispose]()
  await unlisted?.[Symbol.asyncDispose]()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the form on a listed site', () => {
  test.each(looks)('subscribes without leaving the page: $locale, $width px, $scheme', async (way) => {
    const { locale, scheme } = way
    await using visit = await visitNeighbour(listed, way)
    const { page, requests } = visit
    const { page: words } = wordsIn(locale)
    await page.getByText(words('form.emailHint')).waitFor()
    expect(await page.locator('.plain').isVisible()).toBe(false)
    await expectAccessible(page, { scheme })
    await expectNothingCut(page)

    await page.getByRole('button', { name: words('form.submit') }).click()
    await page.locator('[role=alert]:focus').waitFor()
    await page.getByText(words('form.errorTitle', { count: 3 })).waitFor()
    await expectAccessible(page, { scheme })

    const address = `embedded-${locale}-${way.width}@readers.example`
    await fillIn(page, locale, address)
    site.letPass({ seconds: 10 })
    await page.getByRole('button', { name: words('form.submit') }).click()
    await page
      .getByRole('heading', { name: words('sent.title') })
      .and(page.locator(':focus'))
      .waitFor()
    await expectAccessible(page, { scheme })
    expect((await site.mailTo(address)).html).toContain(`lang="${locale}"`)

    expect(page.url()).toBe(`${listed.origin}/${locale}`)
    expect(requests.filter((url) => !url.startsWith(listed.origin) && !url.startsWith(site.url))).toEqual([])
    expect(requests.join(' ')).not.toContain('readers.example')
    await expectNothingStored(page, visit.context)
    expect(site.faults).toEqual([])
  })

  test('sends a proof of work, and looks like the page that it stands in', async () => {
    await using visit = await visitNeighbour(listed, { locale: 'en' })
    const { page } = visit
    await page.getByText(wordsIn('en').page('form.emailHint')).waitFor()
    await fillIn(page, 'en', 'proved@readers.example')
    const posted = page.waitForRequest((request) => request.method() === 'POST')
    site.letPass({ seconds: 10 })
    await page.getByRole('button', { name: wordsIn('en').page('form.submit') }).click()
    const form = new URLSearchParams((await posted).postData() ?? '')
    expect(form.get('proof')).toContain('derivedKey')
    expect(form.has('timeZone')).toBe(false)
    await page.getByRole('heading', { name: wordsIn('en').page('sent.title') }).waitFor()
    const heading = `document.querySelector('[data-northlight-subscribe]').shadowRoot.querySelector('h2')`
    expect(await page.evaluate<string>(`getComputedStyle(${heading}).fontFamily`)).toBe('Georgia')
  })
})

describe.skipIf(chromium === null)('the plain form stays', () => {
  test('until the whole one is there, which goes on with what was typed', async () => {
    await using visit = await openVisit(browser, site)
    const { page, context } = visit
    let letIn = (): void => {}
    const opened = new Promise<void>((resolve) => {
      letIn = resolve
    })
    await context.route('**/embed/form*', async (route) => {
      await opened
      await route.continue()
    })
    await page.goto(`${listed.origin}/en`)
    await page.locator('.plain input').pressSequentially('half@')
    letIn()
    await page.getByText(wordsIn('en').page('form.emailHint')).waitFor()
    await page.keyboard.type('readers.example')
    expect(await page.getByRole('textbox').inputValue()).toBe('half@readers.example')
  })

  test.each([
    { name: 'on a site that is not listed', neighbour: () => unlisted, javaScript: true, locale: 'en' },
    { name: 'without JavaScript', neighbour: () => listed, javaScript: false, locale: 'ko' },
  ] as const)('$name, and brings what was typed to our own page', async ({ neighbour, javaScript, locale }) => {
    await using visit = await visitNeighbour(neighbour(), { locale, javaScript, width: 375 })
    const { page, requests } = visit
    const { page: words } = wordsIn(locale)
    const address = `plain-${locale}@readers.example`
    await page.locator('.plain input').fill(address)
    await page.locator('.plain button').click()
    await page.getByText(words('form.brought')).waitFor()
    expect(page.url()).toBe(`${site.url}/subscribe/from?lang=${locale}#subscribe`)
    expect(await page.getByLabel(words('form.email')).inputValue()).toBe(address)
    expect(await page.locator('input[name=consent]').isChecked()).toBe(false)
    // axe itself is JavaScript.
    if (javaScript) await expectAccessible(page)
    await expectNothingCut(page)

    await page.getByRole('checkbox', { name: firstTopic?.name[locale] ?? '' }).check()
    await page.locator('input[name=consent]').check()
    site.letPass({ seconds: 10 })
    await page.getByRole('button', { name: words('form.submit') }).click()
    await page.getByRole('heading', { level: 1, name: words('sent.title') }).waitFor()
    expect((await site.mailTo(address)).html).toContain('/confirm/')
    expect(requests.join(' ')).not.toContain('readers.example')
    await expectNothingStored(page, visit.context)
  })
})

type Neighbour = AsyncDisposable & { readonly origin: string }

/** Another site, whose pages hold what our page says to copy. */
async function startNeighbour(): Promise<Neighbour> {
  const server = createServer((request, response) => {
    const locale: Locale = request.url === '/ko' ? 'ko' : 'en'
    response.writeHead(200, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src 'self' 'unsafe-inline'; img-src data:; script-src ${site.url}; connect-src ${site.url}; form-action ${site.url}`,
    })
    response.end(pageWith(locale))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The neighbour has no port.')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}

function pageWith(locale: Locale): string {
  const { page: words } = wordsIn(locale)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta name="viewport" content="width=device-width,initial-scale=1"><title>Spring</title>
<link rel="icon" href="data:,">
<style>:root { color-scheme: light dark } body { margin: 20px; font-family: Georgia }</style>
</head>
<body><main><h1>Spring</h1>
<div data-northlight-subscribe>
<form class="plain" action="${site.url}/subscribe/from?lang=${locale}#subscribe" method="post">
<label>${words('form.email')} <input type="email" name="email" autocomplete="email" required></label>
<button>${words('form.submit')}</button>
</form>
</div>
<script src="${site.url}/embed.js" async></script>
</main></body></html>`
}

type NeighbourVisit = Awaited<ReturnType<typeof openVisit>> & { readonly requests: readonly string[] }

/** Opens the page of another site, and notes every address that the browser asks for. */
async function visitNeighbour(
  { origin }: Neighbour,
  { locale, ...way }: { readonly locale: Locale; readonly width?: number; readonly javaScript?: boolean },
): Promise<NeighbourVisit> {
  const visit = await openVisit(browser, site, { locale, ...way })
  const requests: string[] = []
  visit.context.on('request', (request) => requests.push(request.url()))
  await visit.page.goto(`${origin}/${locale}`)
  return { ...visit, requests }
}

/** Fills in the whole form; the plain one is no longer to be seen, and has no role any more. */
async function fillIn(page: Page, locale: Locale, address: string): Promise<void> {
  await page.getByRole('textbox').fill(address)
  await page.getByRole('checkbox', { name: firstTopic?.name[locale] ?? '' }).check()
  await page.locator('input[name=consent]').check()
}
