import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import topics from '#content/topics' with { type: 'json' }
import { locales, type Locale } from '#domain/locale'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

const [firstTopic] = topics
const proofSchema = z.object({
  challenge: z.object({ signature: z.string() }),
  solution: z.object({ counter: z.int() }),
})

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

describe.skipIf(chromium === null)('a subscribe form with faults in it', () => {
  const ways = [
    { locale: 'en', width: 375, javaScript: true },
    { locale: 'ko', width: 1280, javaScript: true },
    { locale: 'ko', width: 375, javaScript: false },
    { locale: 'en', width: 1280, javaScript: false },
  ] as const

  test.each(ways)(
    'says what is wrong and keeps what was typed: $locale, $width px, JavaScript $javaScript',
    async (way) => {
      await using visit = await openVisit(browser, site, way)
      const { page, faults } = visit
      const { page: words } = wordsIn(way.locale)
      await page.goto('/')
      await page.getByLabel(words('form.email')).fill('haneul.mail.example')
      await page.getByRole('radio', { name: way.locale === 'en' ? '한국어' : 'English' }).check()
      await page.locator('input[name=consent]').check()
      await page.getByRole('button', { name: words('form.submit') }).click()

      const box = page.locator('.error-box')
      await box.getByText(words('form.errorTitle', { count: 2 })).waitFor()
      await page.locator('.error-box:focus').waitFor()
      expect(await page.getByLabel(words('form.email')).inputValue()).toBe('haneul.mail.example')
      expect(await page.locator('input[name=locale]:checked').inputValue()).not.toBe(way.locale)
      expect(await page.locator('input[name=consent]').isChecked()).toBe(true)
      await expectNothingCut(page)

      // Each line of the box leads to its field.
      for (const [index, id] of ['field-email', 'field-topics'].entries()) {
        await box.getByRole('link').nth(index).click()
        await page.locator(`#${id}:focus`).waitFor()
      }
      expect(faults).toEqual([])
    },
  )

  test.each(locales)('comes back as a page that axe finds nothing on, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375 })
    const { page } = visit
    await page.goto('/')
    await page.getByRole('button', { name: wordsIn(locale).page('form.submit') }).click()
    await page.locator('.error-box').waitFor()
    await expectAccessible(page, { scheme: 'light' })
    await page.setViewportSize({ width: 1280, height: 800 })
    await expectAccessible(page, { scheme: 'dark' })
  })
})

describe.skipIf(chromium === null)('the subscribe form', () => {
  test('sends a proof of work and the time zone with JavaScript, and neither without', async () => {
    const sent = await Promise.all(
      [true, false].map(async (javaScript) => {
        await using visit = await openVisit(browser, site, { javaScript })
        const { page } = visit
        const posted = page.waitForRequest((request) => request.method() === 'POST')
        await fillIn(page, `proof-${javaScript}@readers.example`, 'en')
        await page.getByRole('button', { name: wordsIn('en').page('form.submit') }).click()
        const form = new URLSearchParams((await posted).postData() ?? '')
        await page.getByRole('heading', { level: 1, name: wordsIn('en').page('sent.title') }).waitFor()
        return { proof: form.get('proof'), timeZone: form.get('timeZone') }
      }),
    )
    expect(proofSchema.parse(JSON.parse(sent[0]?.proof ?? ''))).toBeDefined()
    expect(sent[0]?.timeZone).toBe('Asia/Seoul')
    expect(sent[1]).toEqual({ proof: '', timeZone: '' })
  })

  test('goes on its way when no proof can be had', async () => {
    await using visit = await openVisit(browser, site)
    const { page, context } = visit
    await context.route('**/altcha', (route) => route.abort())
    await fillIn(page, 'no-proof@readers.example', 'en')
    await page.getByRole('button', { name: wordsIn('en').page('form.submit') }).click()
    await page.getByRole('heading', { level: 1, name: wordsIn('en').page('sent.title') }).waitFor()
    expect((await site.mailTo('no-proof@readers.example')).html).toContain('/confirm/')
  })

  test.each(locales)(
    'can be filled in and sent from the keyboard, with the focus always in sight, in %s',
    async (locale) => {
      await using visit = await openVisit(browser, site, { locale, width: 1280 })
      const { page } = visit
      await page.goto('/')
      await page.keyboard.press('Tab')
      await page.locator('.skip:focus-visible').waitFor()
      await expectFocusInSight(page)
      await page.keyboard.press('Enter')

      await tabTo(page, '#field-email')
      await page.keyboard.type(`keys-${locale}@readers.example`)
      await tabTo(page, 'input[name=locale]')
      await page.keyboard.press(locale === 'en' ? 'ArrowRight' : 'ArrowLeft')
      await tabTo(page, `input[name=topics][value="${firstTopic?.slug}"]`)
      await page.keyboard.press('Space')
      await tabTo(page, 'input[name=consent]')
      await page.keyboard.press('Space')
      await tabTo(page, '.form .button')
      site.letPass({ seconds: 10 })
      await page.keyboard.press('Enter')

      const other: Locale = locale === 'en' ? 'ko' : 'en'
      await page.getByRole('heading', { level: 1, name: wordsIn(other).page('sent.title') }).waitFor()
      expect((await site.mailTo(`keys-${locale}@readers.example`)).html).toContain(`lang="${other}"`)
    },
  )
})

async function fillIn(page: Page, address: string, locale: Locale): Promise<void> {
  await page.goto('/')
  await page.getByLabel(wordsIn(locale).page('form.email')).fill(address)
  await page.getByRole('checkbox', { name: firstTopic?.name[locale] ?? '' }).check()
  await page.locator('input[name=consent]').check()
  site.letPass({ seconds: 10 })
}

/** Presses Tab until the focus is on an element, and looks at every stop on the way. */
async function tabTo(page: Page, selector: string): Promise<void> {
  const target = page.locator(selector)
  for (let stops = 0; stops < 20; stops += 1) {
    await page.keyboard.press('Tab')
    await expectFocusInSight(page)
    if ((await target.and(page.locator(':focus')).count()) > 0) return
  }
  throw new Error(`The Tab key does not lead to ${selector}.`)
}

/** The ring is there, and so is what it rings. */
async function expectFocusInSight(page: Page): Promise<void> {
  const focus = await page.evaluate<{ name: string; ring: string; isInWindow: boolean }>(`(() => {
    const element = document.activeElement
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    const { top, bottom, height } = element.getBoundingClientRect()
    const isInWindow = height > 0 && top >= 0 && bottom <= innerHeight
    return { name: element.tagName + '#' + element.id, ring: outlineStyle + ' ' + outlineWidth, isInWindow }
  })()`)
  expect(focus).toEqual({ name: focus.name, ring: 'solid 3px', isInWindow: true })
}
