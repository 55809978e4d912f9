import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import topics from '#content/topics' with { type: 'json' }
import type { Locale } from '#domain/locale'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut, expectNothingStored, looks } from '../support/browser-checks.ts'
import { launchBrowser, openVisit, type Visit } from '../support/browser-visit.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

const [firstTopic, secondTopic] = topics
const otherOf = { en: 'ko', ko: 'en' } as const satisfies Record<Locale, Locale>
const languageNames = { en: 'English', ko: '한국어' } as const satisfies Record<Locale, string>

type Look = (page: Page) => Promise<void>
/** Waits for a page by its title and language, and looks at it. */
type LookFor = (title: string, locale: Locale) => Promise<void>

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('a reader’s walk', () => {
  test.each(looks)(
    'passes pages that axe finds nothing on, in $locale at $width px',
    async ({ locale, width, scheme }) => {
      await using visit = await openVisit(browser, site, { locale, width })
      await expectWalk(visit, `axe-${locale}-${width}@readers.example`, locale, (page) =>
        expectAccessible(page, { scheme }),
      )
    },
  )

  test.each(looks)('needs no JavaScript, in $locale at $width px', async ({ locale, width }) => {
    await using visit = await openVisit(browser, site, { locale, width, javaScript: false })
    await expectWalk(visit, `plain-${locale}-${width}@readers.example`, locale, expectNothingCut)
  })
})

/** From the form to the last page, with a look at every page on the way. */
async function expectWalk(visit: Visit, address: string, locale: Locale, lookAt: Look): Promise<void> {
  const { page, context, faults } = visit
  const look: LookFor = async (title, shown) => {
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(shown)
    await lookAt(page)
  }
  await subscribe(page, address, locale, look)
  await confirm(page, linkIn((await site.mailTo(address)).html, '/confirm/'), locale, look)
  await askForLink(page, address, locale, look)
  await choose(page, locale, look)
  await leave(page, otherOf[locale], look)
  await expectNothingStored(page, context)
  expect(faults).toEqual([])
  expect(site.faults).toEqual([])
}

async function subscribe(page: Page, address: string, locale: Locale, look: LookFor): Promise<void> {
  const { page: words } = wordsIn(locale)
  await page.goto('/')
  await look(words('landing.headline'), locale)
  await page.getByLabel(words('form.email')).fill(address)
  await page.getByRole('checkbox', { name: firstTopic?.name[locale] ?? '' }).check()
  await page.locator('input[name=consent]').check()
  site.letPass({ seconds: 10 })
  await page.getByRole('button', { name: words('form.submit') }).click()
  await look(words('sent.title'), locale)
}

async function confirm(page: Page, confirmUrl: string, locale: Locale, look: LookFor): Promise<void> {
  const { page: words } = wordsIn(locale)
  await site.settle()
  const before = await site.dump()
  await page.goto(confirmUrl)
  await look(words('confirm.title'), locale)
  expect(await site.dump()).toEqual(before)
  await page.getByRole('button', { name: words('confirm.button') }).click()
  await look(words('confirm.doneTitle'), locale)
  expect(await page.locator('.phrase').innerText()).toMatch(/^\S+( \S+){1,2}$/)
}

/** Has a link to the choices mailed, as the page after the confirmation offers, and opens it. */
async function askForLink(page: Page, address: string, locale: Locale, look: LookFor): Promise<void> {
  const { page: words } = wordsIn(locale)
  await page.getByRole('link', { name: words('confirm.change') }).click()
  await look(words('preferences.askTitle'), locale)
  await page.getByLabel(words('form.email')).fill(address)
  site.letPass({ seconds: 10 })
  await page.getByRole('button', { name: words('preferences.askButton') }).click()
  await look(words('preferences.askDoneTitle'), locale)
  await page.goto(linkIn((await site.mailTo(address, 2)).html, '/preferences/'))
}

/** Changes topics, zone and language. */
async function choose(page: Page, locale: Locale, look: LookFor): Promise<void> {
  const before = wordsIn(locale).page
  const after = wordsIn(otherOf[locale]).page
  await look(before('preferences.title'), locale)
  const zone = page.getByLabel(before('preferences.timeZone'), { exact: true })
  expect(await page.getByRole('switch', { checked: true }).count()).toBe(1)
  await page.getByRole('switch', { name: secondTopic?.name[locale] ?? '' }).check()
  await page.getByRole('switch', { name: firstTopic?.name[locale] ?? '' }).uncheck()
  await page.getByRole('radio', { name: languageNames[otherOf[locale]] }).check()
  await zone.selectOption('America/New_York')
  await page.getByRole('button', { name: before('preferences.save') }).click()
  await look(after('preferences.title'), otherOf[locale])
  expect(await page.getByRole('status').innerText()).toBe(after('preferences.saved'))

  await page.goto(page.url())
  await look(after('preferences.title'), otherOf[locale])
  expect(await page.getByRole('switch', { checked: true }).count()).toBe(1)
  expect(await page.getByRole('switch', { name: secondTopic?.name[otherOf[locale]] ?? '' }).isChecked()).toBe(true)
  expect(await page.getByLabel(after('preferences.timeZone'), { exact: true }).inputValue()).toBe('America/New_York')
}

async function leave(page: Page, locale: Locale, look: LookFor): Promise<void> {
  const { page: words } = wordsIn(locale)
  await site.settle()
  const before = await site.dump()
  await page.getByRole('link', { name: words('preferences.unsubscribe'), exact: true }).click()
  await look(words('unsubscribe.title'), locale)
  expect(await site.dump()).toEqual(before)
  await page.getByRole('button', { name: words('unsubscribe.button') }).click()
  await look(words('unsubscribe.doneTitle'), locale)
}

function linkIn(html: string | null, path: string): string {
  const hrefs = [...(html ?? '').matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const link = hrefs.find((href) => new URL(href).pathname.startsWith(path))
  if (link === undefined) throw new Error(`The mail has no link to ${path}.`)
  return link
}
