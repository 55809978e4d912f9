import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales, type Locale } from '#domain/locale'
import { ownDataFileSchema } from '#http/public/own-data-file'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut, expectNothingStored } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { linkOf } from '../support/visits.ts'

let site: Site
let browser: Browser

const ways = locales.flatMap((locale) => [375, 1280].map((width) => ({ locale, width })))
const emailOf = ({ locale, width }: { locale: Locale; width: number }) =>
  `a-reader-of-a-rather-long-name-${locale}-${width}@readers.example`

const readers = new Map<string, string>()

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  for (const way of ways) {
    const email = emailOf(way)
    const { id } = await addReader(site.world, { email, locale: way.locale, timeZone: 'Asia/Seoul' })
    readers.set(email, id)
  }
  // More than are shown at once.
  for (let letter = 0; letter < 11; letter += 1) await site.sendLetter()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('a reader', () => {
  test.each(ways)(
    'sees all that is held about them, takes it away and erases it, in $locale at $width px',
    async (way) => {
      const { locale, width } = way
      await using visit = await openVisit(browser, site, { locale, width, javaScript: false })
      const { page, context, faults } = visit
      const { page: words } = wordsIn(locale)
      const email = emailOf(way)
      const link = `/preferences/${await linkOf(site.world, readers.get(email) ?? '')}`

      await page.goto(`${link}/data`)
      await look(page, words('ownData.title'), locale)
      expect(await page.locator('main').innerText()).toContain(email)
      await page.locator('summary').click()
      await look(page, words('ownData.title'), locale)
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('link', { name: words('ownData.download') }).click(),
      ])
      expect(download.suggestedFilename()).toBe('own-data.json')
      const file: unknown = JSON.parse(await textOf(await download.createReadStream()))
      expect(ownDataFileSchema.parse(file)).toMatchObject({ address: email, locale })

      await page.getByRole('link', { name: words('ownData.erase'), exact: true }).click()
      await look(page, words('ownData.eraseAskTitle'), locale)
      await page.getByRole('button', { name: words('ownData.eraseButton') }).click()
      await look(page, words('ownData.eraseDoneTitle'), locale)
      await site.settle()
      expect((await page.goto(`${link}/data`))?.status()).toBe(404)
      await expectNothingStored(page, context)
      expect(faults).toEqual([])
      expect(site.faults).toEqual([])
    },
  )

  test.each(locales)('finds the pages accessible, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page, faults } = visit
    const { id } = await addReader(site.world, { locale })
    const link = `/preferences/${await linkOf(site.world, id)}`
    for (const path of [`${link}/data`, `${link}/erase`]) {
      await page.goto(path)
      await expectAccessible(page)
    }
    await page.getByRole('button', { name: wordsIn(locale).page('ownData.eraseButton') }).click()
    await page.getByRole('heading', { name: wordsIn(locale).page('ownData.eraseDoneTitle') }).waitFor()
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})

async function look(page: Page, title: string, locale: Locale): Promise<void> {
  await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe(locale)
  await expectNothingCut(page)
}

async function textOf(stream: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(stream)).toString()
}
