import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeReadership } from '#actions/describe-readership'
import { endOnRequest } from '#actions/end-on-request'
import { limits } from '#domain/limits'
import { locales } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { assembleTeam } from '../support/campaigns.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }
const few = '1–9'

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  const { admin } = await assembleTeam(site.world)
  for (let count = 0; count < limits.readersToldMin; count += 1) {
    const { email } = await addReader(site.world, { topics: ['un-watch'] })
    await endOnRequest(site.world, { member: admin, email, wish: 'left' })
  }
  await addReader(site.world, { locale: 'ko', topics: ['un-watch'] })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

test.skipIf(chromium === null).each(locales)(
  'who came and who left is told by language and of one topic, in tens, in %s on a phone',
  async (locale) => {
    const { readers, home } = words[locale]
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale }), { width: 375 })
    const { page, faults } = visit
    await page.goto('/console/subscribers')
    const newest = page.getByRole('region', { name: readers.table }).getByRole('row').nth(1)
    await newest.waitFor()
    const shown = async (): Promise<string[]> => (await newest.getByRole('cell').allTextContents()).slice(0, -1)
    expect(await shown()).toEqual(['10', '10', few, '0'])
    const isWide = "[...document.querySelectorAll('[role=region]')].some((one) => one.scrollWidth > one.clientWidth)"
    expect(await page.evaluate<boolean>(isWide)).toBe(false)
    // In all, and of Korean.
    await page.getByRole('region', { name: home.readers, exact: true }).getByText(few).nth(1).waitFor()
    await page.getByRole('combobox', { name: readers.by }).click()
    await page.getByRole('option', { name: await topicName(locale) }).click()
    await page
      .getByRole('region', { name: readers.table })
      .getByRole('columnheader')
      .nth(4)
      .waitFor({ state: 'detached' })
    // Eleven came, of whom one is Korean.
    expect(await shown()).toEqual(['10', '10'])
    await expectAccessible(page)
    await expectNothingCut(page)
    expect(faults).toEqual([])
  },
)

async function topicName(locale: (typeof locales)[number]): Promise<string> {
  const { topics } = await describeReadership(site.world)
  return topics.find(({ id }) => id === 'un-watch')?.name[locale] ?? ''
}
