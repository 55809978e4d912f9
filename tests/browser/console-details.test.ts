import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCampaign } from '#actions/create-campaign'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { setEmbargo } from '#actions/set-embargo'
import type { LetterKind } from '#domain/mail-template'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut, oppositeLooks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { approve, assembleTeam, buildRevision, soon, type Team } from '../support/campaigns.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

let site: Site
let browser: Browser
let team: Team

const words = en.console
const { details, web } = words

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  await addReader(site.world, { timeZone: 'Europe/London' })
  await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const campaignOf = async (campaignId: string) => (await readCampaign(site.world, { campaignId })).campaign

let drafts = 0

/** A draft of a kind with real words that leaves in so many minutes. */
async function begin(kind: LetterKind, minutes = 60 * 24 * 7): Promise<string> {
  drafts += 1
  const { campaignId } = await createCampaign(site.world, {
    member: team.editor,
    campaign: { name: `Details ${drafts}`, slug: `details-${drafts}`, kind, occursOn: null },
  })
  await reviseCampaign(site.world, { member: team.editor, campaignId, revision: buildRevision() })
  await scheduleCampaign(site.world, { member: team.editor, campaignId, schedule: soon(site.world, minutes) })
  return campaignId
}

/** A letter that has wholly left. */
async function send(): Promise<string> {
  const campaignId = await begin('observance', 5)
  await approve(site.world, team, campaignId)
  site.letPass({ minutes: 6 })
  await releaseDueCampaigns(site.world)
  const isSent = async (): Promise<boolean> => (await readCampaign(site.world, { campaignId })).status === 'sent'
  await waitFor('the letter to be sent', isSent, { withinSeconds: 30 })
  return campaignId
}

/** The day after so many, where the tests are. */
const dayIn = (days: number): string =>
  site.world.now().toZonedDateTimeISO('Asia/Seoul').add({ days }).toPlainDate().toString()

describe.skipIf(chromium === null)('the event of a letter', () => {
  test('is named by the check where it is missing, filled in, and printed in the letter', async () => {
    const campaignId = await begin('event')
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/check`)
    await page.getByRole('heading', { name: en.staff.check.titles['event-missing'] }).waitFor()
    await page.getByRole('link', { name: words.check.toMend.details }).click()
    const form = panel(page, details.event.title)
    const name = form.getByRole('group', { name: details.event.name })
    await name.getByLabel('English').fill('Open table')
    await name.getByLabel('한국어').fill('열린 식탁')
    await form.getByLabel(words.calendar.move.day, { exact: true }).fill(dayIn(30))
    await form.getByLabel(details.event.minutes).fill('150')
    await form.getByText('2 hours, 30 minutes').waitFor()
    await form.getByLabel(details.event.online).check()
    await form.getByLabel(details.event.url).fill('http://events.example/table')
    await button(page, details.event.save).click()
    await expectFault(form.getByLabel(details.event.url))
    expect(await name.getByLabel('한국어').inputValue()).toBe('열린 식탁')
    await form.getByLabel(details.event.url).fill('https://events.example/table')
    await button(page, details.event.save).click()
    await page.getByText(words.settings.saved).waitFor()
    expect((await campaignOf(campaignId)).event).toMatchObject({
      name: { en: 'Open table', ko: '열린 식탁' },
      date: dayIn(30),
      time: '19:00',
      timeZone: 'Asia/Seoul',
      durationMinutes: 150,
      place: null,
      url: 'https://events.example/table',
    })
    await page.frameLocator('iframe').getByText('Open table').first().waitFor()
    await page.goto(`/console/campaigns/${campaignId}/check`)
    await page.getByText(words.check.nothingOpen).waitFor()
    expect(faults).toEqual([`400: /api/campaigns/${campaignId}/event`])
  })
})

describe.skipIf(chromium === null)('the embargo of a letter', () => {
  test('says that it is after the time of the letter, and is lifted again', async () => {
    const campaignId = await begin('observance')
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale: 'ko' }), { width: 375 })
    const { page, faults } = visit
    const said = ko.console.details.embargo
    await page.goto(`/console/campaigns/${campaignId}/details`)
    await button(page, said.begin).click()
    const form = panel(page, said.title)
    await form.getByLabel(ko.console.calendar.move.day, { exact: true }).fill(dayIn(-3))
    await button(page, said.save).click()
    await expectFault(form.getByLabel(ko.console.calendar.move.day, { exact: true }))
    await form.getByLabel(ko.console.calendar.move.day, { exact: true }).fill(dayIn(20))
    await button(page, said.save).click()
    await page.getByText(said.breaks).waitFor()
    expect((await campaignOf(campaignId)).embargo).toEqual({ date: dayIn(20), time: '12:00', timeZone: 'Asia/Seoul' })
    await expectAccessible(page)
    await expectNothingCut(page)
    await button(page, said.lift).click()
    await page.getByText(said.none).waitFor()
    expect((await campaignOf(campaignId)).embargo).toBeNull()
    expect(faults).toEqual([`422: /api/campaigns/${campaignId}/embargo`])
  })

  test('is shown beside the check', async () => {
    const campaignId = await begin('observance')
    const embargo = { date: dayIn(2), time: '12:00', timeZone: 'America/New_York' }
    await setEmbargo(site.world, { member: team.editor, campaignId, embargo })
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/check`)
    await panel(page, words.check.held).getByText('12:00 on the clock of New York').waitFor()
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('the details of a draft', () => {
  test('what is typed and not saved is asked about before the screen is left, and kept', async () => {
    const campaignId = await begin('observance')
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/details`)
    await page.getByLabel(details.route.policy.switch).check()
    await page.getByRole('link', { name: words.letter.steps.audience, exact: true }).click()
    await page.getByText(details.leave).waitFor()
    await button(page, words.write.leave.stay).click()
    await button(page, details.route.save).click()
    await page.getByText(words.settings.saved).waitFor()
    expect(await campaignOf(campaignId)).toMatchObject({ provider: null, onProviderTrouble: 'switch' })
    await page.getByRole('link', { name: words.letter.steps.audience, exact: true }).click()
    await page.waitForURL('**/audience')
    expect(faults).toEqual([])
  })

  test('a letter is tied to a day of the calendar, and an approval says that it would be void', async () => {
    const campaignId = await begin('un-resolution')
    await approve(site.world, team, campaignId)
    await using visit = await openConsole(browser, site, await joinAt(site, 'translator'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/details`)
    await page.getByText(details.embargo.none).waitFor()
    expect(await button(page, details.embargo.begin).count()).toBe(0)
    await page.getByRole('combobox', { name: details.about.occasion }).fill('Human Rights Day')
    await page
      .getByRole('option', { name: /^Human Rights Day/ })
      .first()
      .click()
    await panel(page, details.about.title).getByText(details.voids).waitFor()
    await button(page, details.about.save).click()
    await page.getByText(words.settings.saved).waitFor()
    const { campaign, status } = await readCampaign(site.world, { campaignId })
    expect([campaign.about?.observanceId, status]).toEqual(['human-rights-day', 'draft'])
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a letter on the web', () => {
  test('is withheld and shown, taken down with a reason, and put back by an administrator', async () => {
    const campaignId = await send()
    const path = `/letters/${(await campaignOf(campaignId)).slug}`
    const answer = async (): Promise<number> => (await fetch(site.url + path)).status
    await using visit = await openConsole(browser, site, await joinAt(site, 'approver'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/report`)
    await page.getByRole('link', { name: words.letter.steps.web, exact: true }).click()
    await page.getByText(web.state.shown).waitFor()
    await button(page, web.withhold.action).click()
    await page.getByText(web.means.withheld).waitFor()
    expect(await answer()).toBe(404)
    await button(page, web.withhold.show).click()
    await page.getByText(web.means.shown).waitFor()
    expect(await answer()).toBe(200)
    await button(page, web.takedown.action).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText(web.takedown.effect.page).waitFor()
    await dialog.getByLabel(web.takedown.reason).fill('kim@family.example asked')
    await dialog.getByRole('button', { name: web.takedown.action }).click()
    await expectFault(dialog.getByLabel(web.takedown.reason))
    await dialog.getByLabel(web.takedown.reason).fill('A family asked for it.')
    await dialog.getByRole('button', { name: web.takedown.action }).click()
    await page.getByText(web.means.takenDown).waitFor()
    await page.getByText('A family asked for it.').waitFor()
    await page.getByText(web.takedown.adminsLift).waitFor()
    expect(await answer()).toBe(410)
    expect(await button(page, web.takedown.lift).count()).toBe(0)
    await using admin = await openConsole(browser, site, await joinAt(site, 'admin'))
    await admin.page.goto(`/console/campaigns/${campaignId}/web`)
    await button(admin.page, web.takedown.lift).click()
    await admin.page.getByRole('dialog').getByLabel(web.takedown.reason).fill('The family agrees by now.')
    await admin.page.getByRole('dialog').getByRole('button', { name: web.takedown.lift }).click()
    await admin.page.getByText(web.means.shown).waitFor()
    expect(await answer()).toBe(200)
    expect([faults, admin.faults]).toEqual([[expect.stringMatching(/^4\d\d: .*takedown$/)], []])
  })
})

describe.skipIf(chromium === null)('a letter on the web that is added to', () => {
  test('carries a note once it was read twice, and names what a note lacks', async () => {
    const campaignId = await send()
    await using visit = await openConsole(browser, site, await joinAt(site, 'approver'))
    const { page, faults } = visit
    await page.goto(`/console/campaigns/${campaignId}/web`)
    const form = panel(page, web.notes.title).getByRole('group', { name: web.notes.add })
    await form.getByLabel('English').fill('The vote has since been held.')
    await button(page, web.notes.action).click()
    await expectFault(form.getByLabel('한국어'))
    await form.getByLabel('한국어').fill('그 뒤 표결이 이루어졌습니다.')
    await button(page, web.notes.action).click()
    await page.getByRole('dialog').getByText(web.notes.effect).waitFor()
    await button(page, web.notes.confirm).click()
    await page.getByText('Sample approver,').waitFor()
    const { slug } = await campaignOf(campaignId)
    expect(await (await fetch(`${site.url}/letters/${slug}?lang=en`)).text()).toContain('The vote has since been held.')
    expect(faults).toEqual([`400: /api/campaigns/${campaignId}/notes`])
  })

  test('is corrected and repeated from its own screen', async () => {
    const campaignId = await send()
    const { slug, name } = await campaignOf(campaignId)
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    const here = `/console/campaigns/${campaignId}/web`
    await page.goto(here)
    await button(page, web.again.correct).click()
    await page.getByText(web.again.correctEffect).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: web.again.correct }).click()
    await page.waitForURL('**/write')
    await page.goto(here)
    await panel(page, web.corrections.title).getByRole('link', { name }).waitFor()
    await button(page, web.again.repeat).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(words.letters.name, { exact: true }).fill('Once more')
    await dialog.getByLabel(words.letters.slug, { exact: true }).fill(slug)
    await dialog.getByRole('button', { name: words.letters.open }).click()
    await expectFault(dialog.getByLabel(words.letters.slug, { exact: true }))
    await dialog.getByLabel(words.letters.slug, { exact: true }).fill(`${slug}-again`)
    await dialog.getByRole('button', { name: words.letters.open }).click()
    await page.waitForURL('**/write')
    await page.getByRole('heading', { level: 1, name: 'Once more' }).waitFor()
    expect(faults).toEqual([`409: /api/campaigns/${campaignId}/clone`])
  })
})

describe.skipIf(chromium === null).each(oppositeLooks)('in $locale at $width px', ({ locale, width, scheme }) => {
  test.each(['details', 'web'] as const)('the screen %s has no violation of axe and cuts nothing', async (step) => {
    const campaignId = step === 'web' ? await send() : await begin('event')
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin', { locale }), { width })
    const { page, faults } = visit
    const { console: said } = locale === 'en' ? en : ko
    await page.goto(`/console/campaigns/${campaignId}/${step}`)
    const last = step === 'web' ? said.web.again.title : said.details.embargo.title
    await page.getByRole('heading', { name: last, exact: true }).waitFor()
    await page.waitForLoadState('networkidle')
    await expectAccessible(page, { scheme })
    await expectNothingCut(page)
    expect(faults).toEqual([])
  })
})

/** Waits until a field is marked as being at fault. */
async function expectFault(field: ReturnType<Page['getByLabel']>): Promise<void> {
  await waitFor('the field to be at fault', async () => (await field.getAttribute('aria-invalid')) === 'true')
}
