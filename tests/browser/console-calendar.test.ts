import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut, looks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { assembleTeam, draftCampaign, type Team } from '../support/campaigns.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser
let team: Team
let campaignId: string

const words = { en: en.console, ko: ko.console }
const { move } = en.console.calendar

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  campaignId = await draftCampaign(site.world, team)
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

/** The day for which the draft is scheduled, on the organisation's clocks. */
async function scheduledDay(): Promise<string> {
  const { campaign } = await readCampaign(site.world, { campaignId })
  if (campaign.schedule === null || campaign.schedule.mode === 'on-outcome') throw new Error('It has no day.')
  return campaign.schedule.date
}

/** A Tuesday a week or two later. */
function tuesdayAfter(day: Temporal.PlainDate): Temporal.PlainDate {
  const later = day.add({ days: 7 })
  return later.add({ days: (9 - later.dayOfWeek) % 7 })
}

/** Answers the question before a move, and waits until it is told to be done. */
async function confirmMove(page: Page): Promise<void> {
  await page.getByRole('dialog').getByRole('button', { name: move.confirm }).click()
  await page.getByText('now leaves on').waitFor()
}

describe.skipIf(chromium === null)('the calendar of the console', () => {
  test.each(looks)(
    'shows month, list and year in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale }), { width })
      const { page, faults } = visit
      for (const view of ['month', 'agenda', 'year'] as const) {
        await page.goto(`/console/calendar?view=${view}`)
        await page.getByRole('link', { name: 'Draft 1' }).first().waitFor()
        await page.getByText(words[locale].calendar.waiting.title).waitFor()
        await expectAccessible(page, { scheme })
        await expectNothingCut(page)
      }
      expect(faults).toEqual([])
    },
  )

  test('is turned by the keyboard, and its address says what is shown', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page } = visit
    await page.goto('/console/calendar?on=2027-07-14')
    await page.getByRole('heading', { name: 'July 2027' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.getByRole('heading', { name: 'August 2027' }).waitFor()
    expect(new URL(page.url()).searchParams.get('on')).toBe('2027-08-01')
    await page.goBack()
    await page.getByRole('heading', { name: 'July 2027' }).waitFor()
  })

  test('moves a draft to another day by its button, after a question', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    const before = await scheduledDay()
    const day = String(tuesdayAfter(Temporal.PlainDate.from(before)))
    await page.goto('/console/calendar?view=agenda')
    await page.getByRole('button', { name: move.open.replace('{name}', 'Draft 1') }).click()
    await page.getByRole('dialog').getByLabel(move.day, { exact: true }).fill(day)
    expect(await scheduledDay()).toBe(before)
    await expectAccessible(page)
    await confirmMove(page)
    expect(await scheduledDay()).toBe(day)
    expect(faults).toEqual([])
  })

  test('moves a draft by dragging it, after the same question', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page } = visit
    // Tuesday and Wednesday of one week are on the screen together, wherever the month ends.
    const tuesday = tuesdayAfter(Temporal.PlainDate.from(await scheduledDay()))
    const day = String(tuesday.add({ days: 1 }))
    const schedule = { mode: 'local-time', date: String(tuesday), time: '09:00', timeZone: 'Asia/Seoul' } as const
    await scheduleCampaign(site.world, { member: team.editor, campaignId, schedule })
    await page.goto(`/console/calendar?on=${String(tuesday)}`)
    const card = page.locator('[draggable=true]', { hasText: 'Draft 1' })
    await card.dragTo(page.locator(`[data-day="${day}"]`))
    await confirmMove(page)
    expect(await scheduledDay()).toBe(day)
  })

  test('takes a day that was only expected for certain, with the page that names it', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    const { waiting } = words.en.calendar
    await page.goto('/console/calendar')
    const first = page.getByRole('button', { name: words.en.calendar.certainty.expected }).first()
    await first.click()
    const name = (await first.locator('b').textContent()) ?? ''
    await page.getByLabel(waiting.source).first().fill('https://press.example/programme')
    await page.getByRole('button', { name: waiting.confirm, exact: true }).first().click()
    await page.getByText(waiting.confirmed.replace('{name}', name)).waitFor()
    expect(faults).toEqual([])
  })
})
