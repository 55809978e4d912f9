import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cancelCampaign } from '#actions/cancel-campaign'
import { stopSending } from '#actions/stop-sending'
import { insertCampaign, updateCampaign } from '#database/campaign-queries'
import { campaignApprovals } from '#database/tables'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { limits } from '#domain/limits'
import { expectAccessible, expectNothingCut, looks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { approve, assembleTeam, draftCampaign, type Team } from '../support/campaigns.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'
import { waitFor } from '../support/wait.ts'

let site: Site
let browser: Browser
let team: Team

const words = { en: en.console, ko: ko.console }
const own = words.en
const older = limits.pageSizeMax + 3

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  team = await assembleTeam(site.world)
  await addReader(site.world)
  for (let number = 1; number <= older; number += 1) {
    const name = `Older letter ${number}`
    const [slug, code] = [`older-${number}`, `OLD-${number}`]
    const row = { id: site.world.newId(), name, slug, code, kind: 'issue-brief', createdAt: site.world.now() } as const
    await insertCampaign(site.world.database, row)
  }
  const drafts = [1, 2, 3].map(() => draftCampaign(site.world, team))
  const [first = ''] = await Promise.all(drafts)
  await cancelCampaign(site.world, { member: team.approver, campaignId: first })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const asked = (page: Page): Record<string, string> => Object.fromEntries(new URL(page.url()).searchParams)
const focused = (page: Page): Promise<string> => page.evaluate<string>('document.activeElement.textContent')
const rows = (page: Page) => page.locator('#main a[data-list-row]')

/** Presses a key and waits until the focus stands where it should. */
async function expectKeyLeadsTo(page: Page, key: string, text: string | RegExp): Promise<void> {
  await page.keyboard.press(key)
  await waitFor(`${key} to lead to ${String(text)}`, async () => (await focused(page)).match(text) !== null)
}

describe.skipIf(chromium === null)('the lists of the console', () => {
  test.each(looks)('are whole in $locale at $width px, and axe finds nothing', async ({ locale, width, scheme }) => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin', { locale }), { width })
    const { page, faults } = visit
    const filters = {
      'campaigns?status=draft,cancelled&q=draft': words[locale].letters.search,
      'library?kind=issue&q=a': words[locale].library.search,
    }
    for (const [path, label] of Object.entries(filters)) {
      await page.goto(`/console/${path}`)
      await page.getByLabel(label, { exact: true }).waitFor()
      await page.waitForLoadState('networkidle')
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
    }
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText(words[locale].shortcuts.alone).waitFor()
    await expectAccessible(page, { scheme })
    expect(faults).toEqual([])
  })

  test('narrow the letters by words and state, and neither reload nor a way back loses it', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/campaigns')
    await page.getByText('106 letters', { exact: true }).waitFor()
    await page.getByLabel(own.letters.search).fill('DRAFT')
    await page.getByText('3 letters', { exact: true }).waitFor()
    await page.getByRole('group', { name: own.letters.state }).getByText(own.status.cancelled).click()
    await page.getByText('1 letter', { exact: true }).waitFor()
    expect(asked(page)).toEqual({ q: 'DRAFT', status: 'cancelled' })

    await page.reload()
    await page.getByText('1 letter', { exact: true }).waitFor()
    expect(await page.getByLabel(own.letters.search).inputValue()).toBe('DRAFT')
    await rows(page).first().click()
    await page.waitForURL('**/campaigns/*/**')
    await page.goBack()
    await page.getByText('1 letter', { exact: true }).waitFor()
    expect(asked(page)).toEqual({ q: 'DRAFT', status: 'cancelled' })

    await page.getByLabel(own.letters.search).fill('nowhere')
    await page.getByRole('button', { name: own.letters.showAll }).click()
    await page.getByText('106 letters', { exact: true }).waitFor()
    expect(asked(page)).toEqual({})
    expect(await page.getByLabel(own.letters.search).inputValue()).toBe('')
    expect(faults).toEqual([])
  })

  test('go on to older letters within what is looked for', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page } = visit
    await page.goto('/console/campaigns?q=older&status=draft')
    await page.getByText(`${older} letters`, { exact: true }).waitFor()
    expect(await rows(page).count()).toBe(limits.pageSizeMax)
    await page.getByRole('button', { name: own.letters.older }).click()
    await rows(page)
      .nth(older - 1)
      .waitFor()
    const names = await rows(page).allTextContents()
    expect(new Set(names).size).toBe(older)
    expect(names.every((name) => name.startsWith('Older letter'))).toBe(true)
    expect(await page.getByRole('button', { name: own.letters.older }).count()).toBe(0)
  })
})

describe.skipIf(chromium === null)('the keys of the lists', () => {
  test('are walked by j and k, arrows, Home and End, and come back to the row that was opened', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/campaigns?q=draft')
    await page.getByText('3 letters', { exact: true }).waitFor()
    const names = await rows(page).allTextContents()
    await expectKeyLeadsTo(page, 'j', names[0] ?? '')
    await expectKeyLeadsTo(page, 'j', names[1] ?? '')
    await expectKeyLeadsTo(page, 'ArrowDown', names[2] ?? '')
    await expectKeyLeadsTo(page, 'j', names[2] ?? '')
    await expectKeyLeadsTo(page, 'k', names[1] ?? '')
    await expectKeyLeadsTo(page, 'Home', names[0] ?? '')
    await expectKeyLeadsTo(page, 'End', names[2] ?? '')
    await expectKeyLeadsTo(page, 'ArrowUp', names[1] ?? '')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/campaigns/*/**')
    await page.goBack()
    await page.getByText('3 letters', { exact: true }).waitFor()
    await expectKeyLeadsTo(page, 'j', names[1] ?? '')
    // The key that bears J while a Hangul keyboard is on.
    await page.evaluate(`document.activeElement.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ㅓ', code: 'KeyJ', bubbles: true }))`)
    expect(await focused(page)).toBe(names[2])
    expect(faults).toEqual([])
  })

  test('leave keys alone in fields and dialogs, and where somebody has turned them off', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/campaigns?q=draft')
    await page.getByText('3 letters', { exact: true }).waitFor()
    const names = await rows(page).allTextContents()
    await page.keyboard.press('/')
    const field = page.getByLabel(own.letters.search)
    await page.keyboard.type('jk/')
    expect(await field.inputValue()).toBe('jk/')
    await field.fill('draft')
    await page.getByText('3 letters', { exact: true }).waitFor()
    await field.blur()

    await expectKeyLeadsTo(page, 'j', names[0] ?? '')
    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog')
    await sheet.getByText(own.shortcuts.rows).waitFor()
    await page.keyboard.press('j')
    expect(await page.evaluate<boolean>(`document.activeElement.closest('[role=dialog]') !== null`)).toBe(true)
    await sheet.getByRole('switch').uncheck()
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'hidden' })

    await rows(page).first().focus()
    for (const key of ['j', '/', '?']) await page.keyboard.press(key)
    expect(await focused(page)).toBe(names[0])
    expect(await sheet.count()).toBe(0)
    await expectKeyLeadsTo(page, 'ArrowDown', names[1] ?? '')
    await page.reload()
    await page.getByText('3 letters', { exact: true }).waitFor()
    await page.keyboard.press('j')
    expect(await page.evaluate<boolean>('document.activeElement.matches("[data-list-row]")')).toBe(false)
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('the addresses of the lists', () => {
  test('are reached by g and a letter, unless another key comes between', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page } = visit
    await page.goto('/console/facts?q=nothing+at+all')
    await page.getByText(own.facts.nothing).waitFor()
    for (const key of ['g', 'x', 'l']) await page.keyboard.press(key)
    expect(new URL(page.url()).pathname).toBe('/console/facts')
    for (const key of ['g', 'f']) await page.keyboard.press(key)
    await rows(page).first().waitFor()
    expect(asked(page)).toEqual({})
    expect(await page.getByLabel(own.facts.search).inputValue()).toBe('')
    for (const key of ['g', 'l']) await page.keyboard.press(key)
    await page.waitForURL('**/console/campaigns')
  })

  test('keep their filter in the address: the library, the people and the record', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    const { page, faults } = visit
    await page.goto('/console/library')
    await rows(page).nth(1).waitFor()
    const id = (await page.locator('#main code.hint').first().textContent()) ?? ''
    await page.getByLabel(own.library.search).fill(id)
    await waitFor('one entry', async () => (await rows(page).count()) === 1)
    await page.reload()
    await waitFor('one entry again', async () => (await rows(page).count()) === 1)
    expect(asked(page)['q']).toBe(id)

    await page.goto('/console/settings?part=staff')
    const people = page.getByRole('combobox', { name: new RegExp(`^${own.settings.staff.role}`) })
    await people.nth(1).waitFor()
    await page.getByLabel(own.settings.staff.search).fill('Sample admin')
    await page.waitForURL('**q=Sample*')
    for (const option of await people.all()) expect(await option.inputValue()).toBe('admin')

    await page.goto('/console/settings?part=audit&action=campaign-cancelled')
    const subject = (await rows(page).first().textContent()) ?? ''
    await rows(page).first().click()
    await page.waitForURL(`**subject=${subject}*`)
    expect(await page.getByLabel(own.settings.audit.subject, { exact: true }).inputValue()).toBe(subject)
    await page.goBack()
    await waitFor('no subject', () => Promise.resolve(asked(page)['subject'] === undefined))
    expect(faults).toEqual([])
  })

  test('say of a letter in the air that it waits while all sending is stopped', async () => {
    const { world } = site
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    await stopSending(world, { member: team.admin })
    const approvals = await world.database.select().from(campaignApprovals)
    const approval = approvals.find((row) => row.campaignId === campaignId)
    await updateCampaign(world.database, campaignId, { releasedAt: world.now(), approvalId: approval?.id ?? null })
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page } = visit
    for (const path of ['campaigns?status=sending', '', 'calendar?view=agenda']) {
      await page.goto(`/console/${path}`)
      const said = page.locator('#main').getByText(own.status.stopped, { exact: true })
      await said.filter({ visible: true }).first().waitFor()
    }
    await page.goto('/console/campaigns')
    await page.getByRole('checkbox', { name: `${own.status.stopped} 1` }).waitFor({ state: 'attached' })
    expect(await page.locator('#main').getByText(own.status.sending, { exact: true }).count()).toBe(0)
  })
})
