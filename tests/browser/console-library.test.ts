import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { readFact } from '#actions/read-fact'
import { readLibraryEntry } from '#actions/read-library-entry'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { rowsStep } from '../../console/parts/rows-shown.ts'
import { expectAccessible, expectSoundScreens, oppositeLooks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser
let factId: string
let issueId: string

const words = { en: en.console, ko: ko.console }
const { facts, library, settings, year, calendar } = en.console

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
  const ask = async (path: string): Promise<unknown> => (await visit.context.request.get(site.url + path)).json()
  const listed = z.array(z.object({ id: z.string() })).min(1)
  factId = z.object({ facts: listed }).parse(await ask('/api/facts?concern=conflicting')).facts[0]?.id ?? ''
  issueId = z.object({ entries: listed }).parse(await ask('/api/library?kind=issue')).entries[0]?.id ?? ''
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the library in the console', () => {
  test.each(oppositeLooks)(
    'stands there in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale }), { width })
      const { page, faults } = visit
      await expectSoundScreens(page, scheme, [
        '/facts',
        `/facts/${factId}`,
        '/facts/new',
        '/library?kind=playbook',
        '/library?kind=topic',
        `/library/issue/${issueId}`,
        '/decisions?year=2026',
      ])
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
      await page.getByRole('heading', { name: words[locale].year.title.replace('{year}', '2026') }).waitFor()
      expect(faults).toEqual([])
    },
  )

  test('finds a fact by its words, in an address that can be handed on', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/facts')
    await page.getByLabel(facts.search).fill(factId)
    await page.waitForURL(`**/facts?q=${factId}`)
    await page.waitForLoadState('networkidle')
    await page.reload()
    await page.getByText(factId, { exact: true }).waitFor()
    expect(await page.getByLabel(facts.search).inputValue()).toBe(factId)
    expect(faults).toEqual([])
  })

  test('shows more of the ledger in an address that a way back leads to again', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    const rows = page.locator('#main a[href*="/facts/"][data-list-row]')
    await page.goto('/console/facts')
    await rows.first().waitFor()
    expect(await rows.count()).toBe(rowsStep)
    await page.getByRole('link', { name: facts.more }).click()
    await page.waitForURL(`**/facts?shown=${2 * rowsStep}`)
    await rows.nth(2 * rowsStep - 1).click()
    await page.getByRole('heading', { name: facts.history }).waitFor()
    await page.goBack()
    await rows.nth(2 * rowsStep - 1).waitFor()
    expect(await rows.count()).toBe(2 * rowsStep)
    await page.getByLabel(facts.search).fill(factId)
    await page.waitForURL(`**/facts?q=${factId}`)
    expect(faults).toEqual([])
  })

  test('shows contradictions side by side, and changes a fact only with a reason, which its history keeps', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/facts/${factId}`)
    await page.getByRole('heading', { name: facts.sideBySide }).waitFor()
    await page.getByRole('button', { name: facts.change }).click()
    const statement = page.getByRole('group', { name: facts.field.statement }).getByLabel('English')
    await statement.fill('Nobody has counted it.')
    const save = page.getByRole('button', { name: facts.save })
    expect(await save.isDisabled()).toBe(true)
    await page.getByLabel(facts.reason).fill('The ministry withdrew its count.')
    await save.click()
    await page.getByText(/: The ministry withdrew its count\./).waitFor()
    const { fact } = await readFact(site.world, { factId })
    expect(fact.statement.en).toBe('Nobody has counted it.')
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('an entry of the library in the console', () => {
  test('edits an issue as a form, field by field, and gives the changes up again', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto(`/console/library/issue/${issueId}`)
    const title = page.getByRole('group', { name: 'English' }).getByLabel(library.field.title).first()
    const before = await title.inputValue()
    await title.fill('A title of our own')
    await page.getByRole('button', { name: settings.save }).click()
    await page.getByRole('heading', { name: 'A title of our own', level: 1 }).waitFor()
    const read = await readLibraryEntry(site.world, { kind: 'issue', id: issueId })
    expect(JSON.stringify(read.entry)).toContain('A title of our own')
    await page.getByRole('button', { name: library.reset }).click()
    await page.getByRole('dialog').getByRole('button', { name: library.reset }).click()
    await page.getByRole('heading', { name: before, level: 1 }).waitFor()
    expect(faults).toEqual([])
  })

  test('shows a long text whole: its field grows and shrinks with it', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'), { width: 375 })
    const { page, faults } = visit
    await page.goto(`/console/library/issue/${issueId}`)
    const field = page.getByRole('group', { name: 'English' }).getByLabel(library.field.preheader).first()
    const heightWith = async (text: string): Promise<number> => {
      await field.fill(text)
      expect(await page.evaluate('document.activeElement.scrollHeight - document.activeElement.clientHeight')).toBe(0)
      return (await field.boundingBox())?.height ?? 0
    }
    const low = await heightWith('One line')
    expect(await heightWith('More than goes on a line of a phone. '.repeat(6))).toBeGreaterThan(2 * low)
    expect(await heightWith('One line')).toBe(low)
    expect(faults).toEqual([])
  })

  test('says of a step which page names its day, and of a vote that a draft is tabled', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/decisions?year=2027')
    const step = page.getByRole('region', { name: 'UN General Assembly Third Committee' })
    await step.getByRole('button', { name: year.act.table }).waitFor()
    await step.getByRole('button', { name: year.act.confirm }).click()
    await step.getByLabel(calendar.waiting.source).fill('https://press.example/programme')
    await step.getByRole('button', { name: calendar.waiting.confirm, exact: true }).click()
    await step.getByText(year.state.confirmed).waitFor()
    await step.getByText(year.confirmedBy.replace('{name}', 'Sample editor')).waitFor()
    await step.getByRole('button', { name: year.act.cancel }).click()
    await step.getByLabel(facts.reason).fill('The session was cut short.')
    await step.getByRole('button', { name: year.act.cancel }).last().click()
    await step.getByText(year.state.cancelled).first().waitFor()
    await expectAccessible(page)
    expect(faults).toEqual([])
  })
})
