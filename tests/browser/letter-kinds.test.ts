import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { everyLetter, sendLetter } from '../emails/sample-letters.ts'
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { chromium } from '../support/test-programs.ts'

// A mail is shown within the page of a mail program, which has the landmarks.
const landmarkRules = ['landmark-one-main', 'region']

describe.skipIf(chromium === null)('a letter of every kind', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await launchBrowser()
    page = await browser.newPage()
  })

  afterAll(() => browser?.close())

  test.each(everyLetter)('$name reads well, wide and narrow, light and dark', async ({ input }) => {
    const { html } = await sendLetter(input)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const width of [1280, 375]) {
        await page.setViewportSize({ width, height: 800 })
        await page.setContent(html, { waitUntil: 'load' })
        await expectNothingCut(page)
      }
      await expectAccessible(page, { scheme: colorScheme, without: landmarkRules })
    }
  })

  test.each(everyLetter)('$name fits a small screen without its style sheet', async ({ input }) => {
    const { html } = await sendLetter(input)
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 320, height: 800 })
    await page.setContent(html.replaceAll(/<style>.*?<\/style>/gs, ''), { waitUntil: 'load' })
    await expectNothingCut(page)
    expect(await page.locator('img, link, script').count()).toBe(0)
  })
})
