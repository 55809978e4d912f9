import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import en from '#messages/en' with { type: 'json' }
import { expectAccessible } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { approve, assembleTeam, draftCampaign, soon, type Team } from '../support/campaigns.ts'
import { addAppTo, joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

let site: Site
let browser: Browser
let team: Team

const words = en.console

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  await addReader(site.world)
  await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const field = (page: Page, part: string, language = 'English') =>
  page.getByRole('textbox', { name: `${part}, ${language}` })
const button = (page: Page, name: string) => page.getByRole('button', { name })
const step = (page: Page, name: string) =>
  page.getByRole('navigation', { name: words.letter.way }).getByRole('link', { name, exact: true })
const saved = (page: Page) => page.locator('[role="status"][data-state="saved"]')

async function readDraft(campaignId: string) {
  return readCampaign(site.world, { campaignId })
}

/** The id of the campaign whose screen is open. */
function idOf(page: Page): string {
  return /campaigns\/([^/]+)/.exec(page.url())?.[1] ?? ''
}

async function fillHead(page: Page, language: string, text: string): Promise<void> {
  await field(page, words.part.subject, language).fill(text)
  await field(page, words.part.preheader, language).fill(`${text}, in short`)
  await field(page, words.part.title, language).fill(`${text}, at length`)
  await field(page, words.part.body, language).fill(`${text} in full.`)
}

describe.skipIf(chromium === null)('a letter of somebody who is new here', () => {
  test('goes from an empty draft by another’s approval to its readers, and is reported', async () => {
    const writer = await joinAt(site, 'editor')
    await using visit = await openConsole(browser, site, writer)
    const { page, faults } = visit
    await page.goto('/console/campaigns')
    await button(page, words.letters.new).first().click()
    await page.getByRole('dialog').getByLabel(words.letters.name, { exact: true }).fill('A first letter')
    await button(page, words.letters.open).click()
    await button(page, 'Begin English').click()
    await fillHead(page, 'English', 'Hello neighbours')
    await saved(page).waitFor()
    await button(page, 'Begin 한국어').click()
    await fillHead(page, '한국어', '이웃에게')
    await saved(page).waitFor()
    const campaignId = idOf(page)
    expect((await readDraft(campaignId)).revision?.contents).toMatchObject({
      en: { subject: 'Hello neighbours' },
      ko: { subject: '이웃에게' },
    })

    await button(page, words.write.test).click()
    expect((await site.mailTo(writer.email)).subject).toBe('[Test] Hello neighbours')

    await step(page, words.letter.steps.schedule).click()
    const at = soon(site.world, 5)
    if (at.mode !== 'instant') throw new Error('It has no hour.')
    await page.getByLabel(words.schedule.modes.instant).check()
    await page.getByLabel(words.calendar.move.day, { exact: true }).fill(at.date)
    await page.getByLabel(words.calendar.move.time, { exact: true }).fill(at.time)
    await button(page, words.schedule.save).click()
    await page.getByText(words.schedule.saved).waitFor()

    await step(page, words.letter.steps.check).click()
    await button(page, words.check.submit).click()
    await page.getByText(words.check.submitted).waitFor()
    expect((await readDraft(campaignId)).status).toBe('in-review')

    await using other = await openConsole(browser, site, await joinAt(site, 'approver'))
    await addAppTo(other, site)
    await other.page.goto(`/console/campaigns/${campaignId}`)
    for (const box of ['I read the English', 'I read the 한국어', words.review.figures, words.review.readers])
      await other.page.getByLabel(box).check()
    await button(other.page, words.review.approve).click()
    await other.page.getByText(words.review.done).waitFor()
    expect((await readDraft(campaignId)).status).toBe('scheduled')

    site.letPass({ minutes: 6 })
    await page.goto(`/console/campaigns/${campaignId}/sending`)
    await releaseDueCampaigns(site.world)
    await page.getByText(words.flight.over.sent).waitFor({ timeout: 30_000 })
    await page.getByText(words.balance.balances).waitFor()
    await expectAccessible(page)
    await step(page, words.letter.steps.report).click()
    await page.getByRole('heading', { name: words.report.byLanguage }).waitFor()
    await page.getByText(words.report.notMeasuredDetail).waitFor()
    await expectAccessible(page)
    expect([faults, other.faults]).toEqual([[], []])
  })
})

describe.skipIf(chromium === null)('a review', () => {
  test('that ends with a note makes it a draft again, and the writer reads why', async () => {
    const campaignId = await draftCampaign(site.world, team, { schedule: soon(site.world, 60) })
    await using writer = await openConsole(browser, site, await joinAt(site, 'editor'))
    await writer.page.goto(`/console/campaigns/${campaignId}/check`)
    await button(writer.page, words.check.submit).click()
    await writer.page.getByText(words.check.submitted).waitFor()
    await using approver = await openConsole(browser, site, await joinAt(site, 'approver'))
    await approver.page.goto(`/console/campaigns/${campaignId}`)
    await button(approver.page, words.review.sendBack).click()
    await approver.page.getByLabel(words.review.note).fill('Leave out the town.')
    await button(approver.page, words.review.sendBack).click()
    await approver.page.getByText(words.review.sentBack).waitFor()
    await writer.page.reload()
    await writer.page.getByText('Leave out the town.', { exact: true }).waitFor()
    expect((await readDraft(campaignId)).status).toBe('draft')
    expect([writer.faults, approver.faults]).toEqual([[], []])
  })

  test('that ended well is void once somebody edits, and says so', async () => {
    const campaignId = await draftCampaign(site.world, team, { schedule: soon(site.world, 60) })
    await approve(site.world, team, campaignId)
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/write`)
    await field(page, words.part.title).fill('Another headline')
    await saved(page).waitFor()
    await waitFor('the edit to be saved', async () => (await readDraft(campaignId)).revision?.number === 2)
    await step(page, words.letter.steps.review).click()
    await page.getByText('Version 1 was approved. It has changed since').waitFor()
    await page.getByRole('heading', { name: words.review.changed }).waitFor()
    await page.locator('ins', { hasText: 'Another headline' }).waitFor()
    expect((await readDraft(campaignId)).status).toBe('draft')
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})

test.skipIf(chromium === null)('a letter that is paused waits, says so, and goes on to everybody', async () => {
  const campaignId = await draftCampaign(site.world, team)
  await approve(site.world, team, campaignId)
  await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
  const { page, faults } = visit
  await page.goto(`/console/campaigns/${campaignId}/sending`)
  await button(page, words.flight.pause.action).click()
  await page.getByText(words.flight.pause.effect).waitFor()
  await button(page, words.flight.pause.confirm).last().click()
  await page.getByText(words.flight.pausedDetail).waitFor()
  site.letPass({ minutes: 6 })
  await releaseDueCampaigns(site.world)
  expect((await readDraft(campaignId)).status).toBe('paused')
  await expectAccessible(page)
  await button(page, words.flight.resume.action).click()
  await button(page, words.flight.resume.confirm).click()
  await page.getByText(words.flight.pausedDetail).waitFor({ state: 'detached' })
  await releaseDueCampaigns(site.world)
  await page.getByText(words.flight.over.sent).waitFor({ timeout: 30_000 })
  expect((await readDraft(campaignId)).status).toBe('sent')
  expect(faults).toEqual([])
})
