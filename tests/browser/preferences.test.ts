import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales, type Locale } from '#domain/locale'
import { wordsIn } from '#http/words'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { linkOf } from '../support/visits.ts'

const catalogues = { en, ko }

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

const ways = locales.flatMap((locale) => [true, false].map((javaScript) => ({ locale, javaScript })))

describe.skipIf(chromium === null)('a reader', () => {
  test.each(ways)(
    'chooses how to be written to, in $locale, JavaScript $javaScript',
    async ({ locale, javaScript }) => {
      await using visit = await openVisit(browser, site, { locale, width: 375, javaScript })
      const { page, faults } = visit
      const { page: words } = wordsIn(locale)
      await openPreferences(page, locale)
      await expectLook(page, javaScript)
      const days = page.getByRole('group', { name: words('preferences.chosenDays') })
      expect(await days.isVisible()).toBe(false)

      await page.getByRole('radio', { name: words('preferences.cadences.chosen-days.name') }).check()
      await page.getByLabel(words('preferences.name'), { exact: true }).fill('<b>Mina</b>')
      await page.getByRole('switch', { name: words('preferences.textOnly') }).check()
      await page.getByRole('button', { name: words('preferences.save') }).click()
      await page.getByText(wordsIn(locale).problem('days-missing.detail')).first().waitFor()
      expect(await page.getByLabel(words('preferences.name'), { exact: true }).inputValue()).toBe('<b>Mina</b>')
      expect(await page.getByRole('switch', { name: words('preferences.textOnly') }).isChecked()).toBe(true)
      await expectLook(page, javaScript)

      await days.getByRole('checkbox').first().check()
      await page.locator('[name=quietDays]').first().check()
      const former = await page.locator('.own-phrase').innerText()
      await page.getByRole('checkbox', { name: words('preferences.newPhrase') }).check()
      await page.getByRole('button', { name: words('preferences.save') }).click()
      await page.getByRole('status').waitFor()
      expect(await page.getByRole('status').innerText()).toBe(words('preferences.saved'))
      expect(await page.locator('.own-phrase').innerText()).not.toBe(former)
      expect(await days.getByRole('checkbox', { checked: true }).count()).toBe(1)
      expect(await page.getByLabel(words('preferences.name'), { exact: true }).inputValue()).toBe('<b>Mina</b>')
      await page.setViewportSize({ width: 1280, height: 900 })
      await expectLook(page, javaScript)
      expect(faults).toEqual([])
      expect(site.faults).toEqual([])
    },
  )

  test.each(ways)('moves to another address, in $locale, JavaScript $javaScript', async ({ locale, javaScript }) => {
    await using visit = await openVisit(browser, site, { locale, width: 375, javaScript })
    const { page, faults } = visit
    const { page: words } = wordsIn(locale)
    const email = await openPreferences(page, locale)
    await page.getByRole('link', { name: words('preferences.changeAddress') }).click()
    await page.getByRole('heading', { level: 1, name: words('address.title') }).waitFor()
    await expectLook(page, javaScript)
    await page.getByLabel(words('address.email')).fill(email)
    await page.getByRole('button', { name: words('address.button') }).click()
    await page.getByText(wordsIn(locale).problem('address-unchanged.detail')).first().waitFor()
    await expectLook(page, javaScript)

    const next = `moved-${email}`
    await page.getByLabel(words('address.email')).fill(next)
    await page.getByRole('button', { name: words('address.button') }).click()
    await page.getByRole('heading', { level: 1, name: words('address.askedTitle') }).waitFor()
    await expectLook(page, javaScript)
    const { html } = await site.mailTo(next)
    await site.settle()
    const before = await site.dump()
    await page.goto(/https?:\/\/[^"]+\/address\/[^"]+/.exec(html ?? '')?.[0] ?? '')
    await page.getByRole('heading', { level: 1, name: words('address.confirmTitle') }).waitFor()
    expect(await site.dump()).toEqual(before)
    await expectLook(page, javaScript)
    await page.getByRole('button', { name: words('address.confirmButton') }).click()
    await page.getByRole('heading', { level: 1, name: words('address.doneTitle') }).waitFor()
    await expectLook(page, javaScript)
    await expectMail(email, catalogues[locale].mail.addressNotice.subject)
    expect(faults).toEqual([])
    expect(site.faults).toEqual([])
  })
})

/** Opens the page behind a link as it is mailed, for a reader of its own. @returns their address */
async function openPreferences(page: Page, locale: Locale): Promise<string> {
  const { id, email } = await addReader(site.world, { locale })
  await page.goto(`/preferences/${await linkOf(site.world, id)}`)
  await page.getByRole('heading', { level: 1, name: wordsIn(locale).page('preferences.title') }).waitFor()
  return email
}

/** The last mail to an address; before it may stand one that asked whether they had signed up. */
async function expectMail(to: string, subject: string): Promise<void> {
  const first = await site.mailTo(to)
  const last = first.subject === subject ? first : await site.mailTo(to, 2)
  expect(last.subject).toBe(subject)
}

/** Axe needs scripts; without them, nothing may be cut off. */
async function expectLook(page: Page, javaScript: boolean): Promise<void> {
  await (javaScript ? expectAccessible(page) : expectNothingCut(page))
}
