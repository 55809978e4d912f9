import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelOccurrence } from '#actions/cancel-occurrence'
import { confirmDay } from '#actions/confirm-day'
import { nameDay } from '#actions/name-day'
import { readPublicCalendar } from '#actions/read-public-calendar'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { tieCampaign } from '#actions/tie-campaign'
import { locales } from '#domain/locale'
import { isBefore } from '#domain/day-span'
import { wordsIn } from '#http/words'
import { expectAccessible, expectNothingCut, looks } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { source, wordOn } from '../support/calendar.ts'
import { approve, assembleTeam, draftCampaign, realContents } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  const { world } = site
  const team = await assembleTeam(world)
  await addReader(world)
  // The site runs on the clock of the machine: of what is only expected, each is given another fate.
  const { days } = await readPublicCalendar(world)
  const [first, second, third] = days
    .filter(({ occurrence }) => occurrence.certainty === 'expected')
    .map(({ observanceId, occurrenceName: occurrence, occurrence: { startsOn } }) => ({
      place: { observanceId, occurrence },
      startsOn: startsOn.toString(),
    }))
  if (!first || !second || !third) throw new Error('In twelve months there are more days that nobody has announced.')
  const wordOf = ({ place }: typeof first) => wordOn(world, team.editor, place)
  const day = { startsOn: first.startsOn, lengthDays: 3, timeZone: null }
  await nameDay(world, { ...(await wordOf(first)), day })
  const cancellation = { sourceUrl: 'https://press.example/off', reason: null }
  await cancelOccurrence(world, { ...(await wordOf(second)), cancellation })
  const confirmed = { startsOn: third.startsOn, lengthDays: 1, timeZone: null, sourceUrl: source }
  await confirmDay(world, { ...(await wordOf(third)), day: confirmed })

  const campaignId = await draftCampaign(world, team)
  await tieCampaign(world, { member: team.editor, campaignId, about: third.place })
  await approve(world, team, campaignId)
  site.letPass({ minutes: 6 })
  await releaseDueCampaigns(world)
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the calendar', () => {
  test.each(looks)(
    'with every kind of day, in $locale at $width px: axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openVisit(browser, site, { locale, width })
      const { page, faults } = visit
      const words = wordsIn(locale)
      await page.goto('/calendar')
      for (const certainty of ['expected', 'tentative', 'cancelled'] as const) {
        await page
          .getByText(words.page(`calendar.${certainty}`), { exact: true })
          .first()
          .waitFor()
      }
      await page.getByText(words.page('calendar.confirmedNote')).first().waitFor()
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
      await page.getByRole('link', { name: realContents[locale]?.title ?? '' }).click()
      await page.locator('article').waitFor()
      expect(faults).toEqual([])
    },
  )

  test.each(locales)('leads to today and into a calendar of one’s own, without JavaScript, in %s', async (locale) => {
    await using visit = await openVisit(browser, site, { locale, width: 375, javaScript: false })
    const { page } = visit
    const words = wordsIn(locale)
    await page.goto('/')
    await page
      .getByRole('banner')
      .getByRole('link', { name: words.page('site.calendar') })
      .click()
    await page.getByRole('link', { name: words.page('calendar.toToday') }).click()
    await page.locator('#today:target').waitFor()
    await page.getByRole('link', { name: words.page('calendar.add') }).click()
    await page.locator('#subscribe:target').waitFor()
    const button = page.getByRole('link', { name: words.page('calendar.subscribeButton') })
    expect(await button.getAttribute('href')).toBe(
      `${site.url.replace('http:', 'webcal:')}/calendar.ics?lang=${locale}`,
    )
  })

  test('has the address of each of its days, to which the feed leads', async () => {
    await using visit = await openVisit(browser, site)
    const { page } = visit
    const { days, today } = await readPublicCalendar(site.world)
    const day = days.find(
      ({ occurrence: { certainty, startsOn } }) => certainty === 'fixed' && isBefore(today, startsOn),
    )
    const feed = await (await fetch(`${site.url}/calendar.ics?lang=en`)).text()
    const url = `${site.url}/calendar?lang=en#${day?.observanceId}-${day?.occurrenceName}`
    expect(feed.replaceAll('\r\n ', '')).toContain(`URL;VALUE=URI:${url}\r\n`)
    await page.goto(url)
    await page
      .locator('li:target')
      .getByRole('heading', { name: day?.name.en ?? '' })
      .waitFor()
  })
})
