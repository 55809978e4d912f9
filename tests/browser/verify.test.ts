import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { forgeryReports } from '#database/tables'
import { locales } from '#domain/locale'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut, expectNothingStored } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser
let code: string
/** A copy of the letter that leads elsewhere. */
let forged: string

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  const { email } = await addReader(site.world)
  await addReader(site.world, { locale: 'ko' })
  ;({ code } = await site.sendLetter())
  const first = await site.mailTo(email)
  // Whoever confirms before their confirmation mail leaves gets none.
  const { subject, html } = first.html?.includes(code) === true ? first : await site.mailTo(email, 2)
  forged = [
    'From: Us <letters@news-example.test>',
    'Message-ID: <1@news-example.test>',
    'MIME-Version: 1.0',
    `Subject: ${subject}`,
    'Content-Type: text/html; charset=utf-8',
    '',
    (html ?? '').replaceAll(`${site.url}/verify`, 'https://evil.test/verify'),
  ].join('\n')
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const cases = locales.flatMap((locale) => [true, false].map((javaScript) => ({ locale, javaScript })))

describe.skipIf(chromium === null)('a reader in doubt', () => {
  test.each(cases)(
    'reports a forged copy and is told what gives it away ($locale, JavaScript: $javaScript)',
    async ({ locale, javaScript }) => {
      await using visit = await openVisit(browser, site, { locale, width: 375, javaScript })
      const { page, faults, context } = visit
      const { page: words } = wordsIn(locale)
      const before = await site.world.database.$count(forgeryReports)
      await page.goto('/verify')
      await page
        .locator('#unsure')
        .getByRole('link', { name: words('verify.report') })
        .click()
      await page.getByRole('heading', { level: 1, name: words('report.title') }).waitFor()
      if (javaScript) await expectAccessible(page)

      site.letPass({ seconds: 5 })
      await page.getByRole('button', { name: words('report.button') }).click()
      await page.getByRole('alert').waitFor()
      if (javaScript) await expectAccessible(page)

      await page.getByLabel(words('report.message'), { exact: true }).fill(forged)
      site.letPass({ seconds: 5 })
      await page.getByRole('button', { name: words('report.button') }).click()
      await page.getByRole('heading', { level: 1, name: words('report.doneTitle') }).waitFor()
      for (const sign of ['sender', 'links', 'html'] as const)
        await page.getByText(words(`proof.differs.${sign}`)).waitFor()
      for (const sign of ['code', 'subject'] as const) await page.getByText(words(`proof.agrees.${sign}`)).waitFor()
      await page.getByText('evil[.]test/verify').first().waitFor()
      expect(await site.world.database.$count(forgeryReports)).toBe(before + 1)
      if (javaScript) {
        await expectAccessible(page, { scheme: 'light' })
        await expectNothingCut(page)
        await page.setViewportSize({ width: 1280, height: 800 })
        await expectAccessible(page, { scheme: 'dark' })
        await expectNothingStored(page, context)
      }
      expect(faults).toEqual([])
      expect(site.faults).toEqual([])
    },
  )

  test.each(locales)('pastes a link or a whole letter into the field for the code, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 320 })
    const { page, faults } = visit
    const { page: words } = wordsIn(locale)
    await page.goto('/verify')
    const field = page.getByLabel(words('verify.code'), { exact: true })
    await field.fill('https://evil.test/verify?x=1')
    await page.keyboard.press('Enter')
    await page.getByText(words('verify.pastedLink')).waitFor()
    await expectAccessible(page)
    await expectNothingCut(page)
    await field.fill(`Dear reader, open https://evil.test now. ${code}`)
    await page.keyboard.press('Enter')
    await page.getByText(words('verify.foundIn')).waitFor()
    await page.getByText(words('verify.foundText')).waitFor()
    await expectAccessible(page)
    await expectNothingCut(page)
    expect(faults).toEqual([])
  })
})
