import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resumeSending } from '#actions/resume-sending'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut, looks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { assembleTeam, draftCampaign, type Team } from '../support/campaigns.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser
let team: Team

const words = { en: en.console, ko: ko.console }

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  await addReader(site.world)
  await draftCampaign(site.world, team)
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the home of the console', () => {
  test.each(looks)(
    'says what needs a person, in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale }), { width })
      const { page, faults } = visit
      await page.goto('/console/')
      await page
        .getByRole('heading', { name: words[locale].need['draft-due'].title.replace('{name}', 'Draft 1') })
        .waitFor()
      await page.getByRole('heading', { name: words[locale].home.readers }).waitFor()
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
      expect(faults).toEqual([])
    },
  )

  test('stops all sending from a phone, after a question, and every screen says so', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'), { width: 375 })
    const { page, faults } = visit
    const { stop } = words.en
    await page.goto('/console/calendar')
    await page.getByRole('button', { name: stop.short }).click()
    await page.getByRole('dialog').getByRole('button', { name: stop.confirm }).click()
    await page.getByText(stop.reason.staff).waitFor()
    await expectAccessible(page)
    await expectNothingCut(page)
    await page.goto('/console/')
    await page.getByRole('heading', { name: words.en.need['sending-stopped'].title }).waitFor()
    await resumeSending(site.world, { member: team.admin })
    expect(faults).toEqual([])
  })

  test('changes its language at once, and remembers it in the account', async () => {
    const person = await joinAt(site, 'editor')
    await using visit = await openConsole(browser, site, person)
    const { page, faults } = visit
    await page.goto('/console/account')
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH')
    await page.getByText('한국어', { exact: true }).click()
    await page.getByRole('heading', { name: words.ko.account.title }).waitFor()
    expect((await saved).status()).toBe(204)
    expect(faults).toEqual([])
    await using elsewhere = await openConsole(browser, site, person)
    await elsewhere.page.goto('/console/account')
    await elsewhere.page.getByRole('heading', { name: words.ko.account.title }).waitFor()
    expect(await elsewhere.page.getAttribute('html', 'lang')).toBe('ko')
  })
})

describe.skipIf(chromium === null)('the keyboard in the console', () => {
  test('finds a place by its name in the palette, and moves the reading to its title', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').waitFor()
    await expectAccessible(page)
    await page.keyboard.type(words.en.account.title.slice(0, 7))
    await page.keyboard.press('Enter')
    await page.waitForURL('**/console/account')
    await page.locator('h1:focus').waitFor()
    expect(await page.title()).toBe(`${words.en.account.title} · Northlight`)
    expect(faults).toEqual([])
  })

  test('lists the shortcuts, and goes to a place by two letters', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Shift+?')
    await page.getByRole('dialog', { name: words.en.shortcuts.title }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.waitForURL('**/console/calendar')
    expect(faults).toEqual([])
  })
})
