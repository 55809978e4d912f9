import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { organisation } from '#database/tables'
import { locales } from '#domain/locale'
import { expectAccessible, expectNothingCut, expectNothingStored } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

const paths = ['/privacy', '/accessibility', '/contact', '/imprint', '/embed'] as const

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  await site.world.database.update(organisation).set({
    imprint: {
      legalName: { en: 'New Spring Network, registered non-profit no. 123', ko: '비영리민간단체 새봄네트워크 제123호' },
      responsible: { en: 'Han Bom, director', ko: '대표 한봄' },
      hostingCountry: { en: 'Iceland', ko: '아이슬란드' },
      securityContact: 'security@news.example',
      encryptionKeyUrl: 'https://news.example/key.asc',
    },
  })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the trust pages', () => {
  const cases = paths.flatMap((path) => locales.map((locale) => ({ path, locale })))

  test.each(cases)('$path, in $locale: axe finds nothing, on a phone and on a desk', async ({ path, locale }) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page, context, faults } = visit
    await page.goto(path)
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    await expectAccessible(page, { scheme: 'light' })
    await expectNothingCut(page)
    await page.setViewportSize({ width: 1280, height: 800 })
    await expectAccessible(page, { scheme: 'dark' })
    await page.setViewportSize({ width: 320, height: 800 })
    await expectNothingCut(page)
    await expectNothingStored(page, context)
    expect([...faults, ...site.faults]).toEqual([])
  })

  test.each(locales)('are found from the foot of the first page without JavaScript, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, javaScript: false })
    const { page, faults } = visit
    for (const path of ['/privacy', '/accessibility', '/contact', '/imprint']) {
      await page.goto('/')
      await page.locator(`.foot a[href="${path}"]`).click()
      await page.waitForURL(`**${path}`)
      await page.locator('.trust h1').waitFor()
    }
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a page that says no', () => {
  test.each(locales)('is as readable as any other, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page } = visit
    for (const [path, status] of [
      ['/nothing-stands-here', 404],
      ['/confirm/unknown', 404],
      ['/letters/%00', 404],
    ] as const) {
      expect((await page.goto(path))?.status()).toBe(status)
      await expectAccessible(page)
      await expectNothingCut(page)
    }
  })
})
