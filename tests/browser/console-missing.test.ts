import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

test.skipIf(chromium === null).each([
  { locale: 'en', width: 1280 },
  { locale: 'ko', width: 375 },
] as const)('an address that leads nowhere says so and leads home, in $locale at $width px', async (look) => {
  const { problem, nav } = words[look.locale]
  await using visit = await openConsole(browser, site, await joinAt(site, 'editor', look), { width: look.width })
  const { page, faults } = visit
  await page.goto('/console/no-such-screen')
  await page.getByRole('heading', { name: problem.missing.title }).waitFor()
  await expectAccessible(page)
  await expectNothingCut(page)
  await page.getByRole('link', { name: nav.home, exact: true }).click()
  await page.getByRole('heading', { name: words[look.locale].horizon.title }).waitFor()
  expect(faults).toEqual([])
})
