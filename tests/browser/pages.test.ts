import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { subscribe } from '#actions/subscribe'
import { locales, type Locale } from '#domain/locale'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { realContents } from '../support/campaigns.ts'
import { addReader, buildRequest, findConfirmToken } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { linkOf } from '../support/visits.ts'

/** The pages that a walk from the form to the farewell does not pass. */
const pageNames = [
  'letters',
  'letter',
  'calendar',
  'verify',
  'known code',
  'unknown code',
  'privacy',
  'link request',
  'missing',
] as const

type PageName = (typeof pageNames)[number]

let site: Site
let browser: Browser
let letter: { slug: string; code: string }
/** Pages of the walk, for sizes that it is not taken in. */
let walkPaths: readonly string[]

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  const { world } = site
  const { id } = await addReader(world)
  await addReader(world, { locale: 'ko' })
  letter = await site.sendLetter()
  const request = buildRequest()
  await subscribe(world, request)
  const confirmToken = await findConfirmToken(world, request.email)
  const preferencesToken = await linkOf(world, id)
  walkPaths = ['/', '/subscribe/sent', `/confirm/${confirmToken}`, `/preferences/${preferencesToken}`, '/u/unknown']
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the pages', () => {
  const cases = pageNames.flatMap((name) => locales.map((locale) => ({ name, locale })))

  test.each(cases)('$name, in $locale: axe finds nothing, on a phone and on a desk', async ({ name, locale }) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page, faults } = visit
    await page.goto(pathOf(name))
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await expectAccessible(page, { scheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
    await expectAccessible(page, { scheme: 'dark' })
    expect(faults).toEqual([])
    expect(site.faults).toEqual([])
  })

  test.each(locales)('fit a window 320 px wide, and text of twice the size, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 320 })
    const { page, context } = visit
    const paths = [...pageNames.map(pathOf), ...walkPaths]
    for (const path of paths) {
      expect((await page.goto(path))?.status()).toBe(path === pathOf('missing') ? 404 : 200)
      await expectNothingCut(page)
    }
    await page.setViewportSize({ width: 1280, height: 800 })
    const before = await textSize(page)
    const settings = await context.newCDPSession(page)
    await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } })
    for (const path of paths) {
      await page.goto(path)
      expect(await textSize(page)).toBe(2 * before)
      await expectNothingCut(page)
    }
  })
})

describe.skipIf(chromium === null)('the archive', () => {
  test.each(locales)('leads to the letter, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale })
    const { page } = visit
    const title = realContents[locale]?.title ?? ''
    await page.goto('/letters')
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    expect(await page.locator('article').getAttribute('lang')).toBe(locale)
    expect(await page.locator('.genuine code').innerText()).toBe(letter.code)

    const citation = page.locator('.citation a').first()
    const source = (await citation.getAttribute('href')) ?? ''
    await citation.click()
    await page.locator(`${source}:target`).waitFor()

    const other: Locale = locale === 'en' ? 'ko' : 'en'
    await page.locator('.langs').getByRole('link').nth(locales.indexOf(other)).click()
    await page.getByRole('heading', { level: 1, name: realContents[other]?.title ?? '' }).waitFor()
  })

  test.each(locales)('tells a letter of ours by its code, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page, faults } = visit
    const { page: words } = wordsIn(locale)
    await page.goto('/verify')
    await page.getByRole('button', { name: words('verify.button') }).click()
    const field = page.getByLabel(words('verify.code'), { exact: true })
    await page.getByText(words('verify.codeMissing')).waitFor()
    await field.and(page.locator(':focus')).waitFor()
    await expectAccessible(page)

    await field.fill('7k4q 2m9x 5')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: words('verify.unknownTitle') }).waitFor()
    expect(await field.inputValue()).toBe('7k4q 2m9x 5')

    await field.fill(letter.code.toLowerCase().replaceAll('-', ''))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: words('verify.foundTitle') }).waitFor()
    for (const content of Object.values(realContents)) await page.getByText(content.subject, { exact: true }).waitFor()
    await page.getByRole('link', { name: words('verify.read') }).click()
    await page.getByRole('heading', { level: 1, name: realContents[locale]?.title ?? '' }).waitFor()
    expect(faults).toEqual([])
  })
})

const pathOf = (name: PageName): string =>
  ({
    letters: '/letters',
    letter: `/letters/${letter.slug}`,
    calendar: '/calendar',
    verify: '/verify',
    'known code': `/verify?code=${letter.code}`,
    'unknown code': '/verify?code=7K4Q-2M9X-5',
    privacy: '/privacy',
    'link request': '/preferences',
    missing: '/nothing-stands-here',
  })[name]

/** In CSS pixels. */
async function textSize(page: Page): Promise<number> {
  return page.evaluate<number>('parseFloat(getComputedStyle(document.body).fontSize)')
}
