import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
let campaignId: string

const words = { en: en.console, ko: ko.console }

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  await addReader(site.world)
  await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
  campaignId = await draftCampaign(site.world, team)
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the screens of a letter', () => {
  test.each(looks)('are whole in $locale at $width px, and axe finds nothing', async ({ locale, width, scheme }) => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'approver', { locale }), { width })
    const { page, faults } = visit
    const own = words[locale]
    const shown = {
      write: page.getByRole('textbox', { name: own.part.body }).first(),
      audience: page.getByRole('heading', { name: own.audience.gets }),
      schedule: page.getByRole('heading', { name: own.schedule.everyZone }),
      check: page.getByRole('heading', { name: own.check.what }),
      review: page.getByRole('heading', { name: own.comments.title }),
      sending: page.getByRole('heading', { name: own.flight.title }),
    } as const
    await page.goto('/console/campaigns')
    await page.getByRole('link', { name: 'Draft 1' }).waitFor()
    await expectAccessible(page, { scheme })
    await expectNothingCut(page)
    for (const [step, landmark] of Object.entries(shown)) {
      await page.goto(`/console/campaigns/${campaignId}/${step}`)
      await landmark.waitFor()
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
    }
    expect(faults).toEqual([])
  })
})
