import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readLibraryEntry } from '#actions/read-library-entry'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectSoundScreens, oppositeLooks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }
const { facts, library, settings, topics } = en.console

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const inBoth = (page: Page, label: string) => {
  const pair = page.getByRole('group', { name: label, exact: true })
  return async (english: string, korean: string): Promise<void> => {
    await pair.getByLabel('English').fill(english)
    await pair.getByLabel('한국어').fill(korean)
  }
}

/** The names of the topics as readers find them. */
async function offeredTo(page: Page, path = '/'): Promise<string> {
  return (await (await page.context().request.get(site.url + path)).text()).replaceAll(/<[^>]+>/g, ' ')
}

describe.skipIf(chromium === null)('topics and new entries in the console', () => {
  test.each(oppositeLooks)(
    'stand there in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'editor', { locale }), { width })
      const { page, faults } = visit
      await expectSoundScreens(page, scheme, [
        '/settings?part=topics',
        '/settings?part=languages',
        '/library?kind=topic',
        '/library/topic/un-watch',
        '/library/new?kind=topic',
        '/library/new?kind=observance',
        '/library/new?kind=playbook',
        '/library/new?kind=issue&like=resettlement',
      ])
      expect(await page.getAttribute('html', 'lang')).toBe(locale)
      await page.getByRole('heading', { name: words[locale].library.new.of.issue }).waitFor()
      expect(faults).toEqual([])
    },
  )

  test('add a topic, which the form offers in both languages; move, retire and bring it back', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/settings?part=topics')
    await page.getByRole('link', { name: library.new.of.topic }).click()
    await page.getByLabel(library.new.id, { exact: true }).fill('clean-rivers')
    await inBoth(page, library.field.name)('Clean rivers', '맑은 강')
    await inBoth(page, library.field.description)('What happens to rivers.', '강에 일어나는 일을 전합니다.')
    await page.getByLabel(library.field.hard).check({ force: true })
    await page.getByRole('button', { name: library.new.add }).click()
    await page.getByRole('heading', { name: 'Clean rivers', level: 1 }).waitFor()
    expect(await offeredTo(page)).toContain('What happens to rivers.')
    expect(await offeredTo(page, '/?lang=ko')).toContain('강에 일어나는 일을 전합니다.')

    await page.goto('/console/settings?part=topics')
    const rows = page.getByRole('list', { name: library.kind.topic }).getByRole('listitem')
    const count = await rows.count()
    await page.getByRole('button', { name: `${topics.up}: Clean rivers` }).click()
    await rows
      .nth(count - 2)
      .getByText('Clean rivers')
      .waitFor()

    await page.getByRole('button', { name: `${facts.retire}: Clean rivers` }).click()
    await page.getByRole('dialog').getByText(topics.retireEffect).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: facts.retire }).click()
    await rows
      .nth(count - 2)
      .getByText(library.retired)
      .waitFor()
    expect(await offeredTo(page)).not.toContain('Clean rivers')
    await page.getByRole('button', { name: `${facts.bringBack}: Clean rivers` }).click()
    await page.getByRole('button', { name: `${facts.retire}: Clean rivers` }).waitFor()
    expect(await offeredTo(page)).toContain('Clean rivers')
    expect(faults).toEqual([])
  })

  test('show a translator the topics to read, and nothing to press', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'translator'))
    const { page, faults } = visit
    await page.goto('/console/settings?part=topics')
    await page.getByRole('list', { name: library.kind.topic }).waitFor()
    expect(await page.getByRole('button', { name: new RegExp(`^${facts.retire}`) }).count()).toBe(0)
    expect(await page.getByRole('link', { name: library.new.of.topic }).count()).toBe(0)
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('a new entry of the library in the console', () => {
  test('is a day made of nothing: what is wrong stands beside its field, and nothing typed is lost', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/library/new?kind=observance')
    await page.getByLabel(library.new.id, { exact: true }).fill('river-day')
    await inBoth(page, library.field.name)('River day', '강의 날')
    await page.getByRole('button', { name: library.new.add }).click()
    await page.getByRole('alert').waitFor()
    const year = page.getByLabel(library.field.firstYear)
    expect(await year.getAttribute('aria-invalid')).toBe('true')
    expect(await page.getByLabel(library.new.id, { exact: true }).inputValue()).toBe('river-day')

    await inBoth(page, library.field.summary)('A day of rivers.', '강을 생각하는 날입니다.')
    await page.getByRole('combobox', { name: library.yearly.month }).click()
    await page.getByRole('option', { name: 'March' }).click()
    await page.getByLabel(library.yearly.day, { exact: true }).fill('14')
    await page.getByLabel(library.field.timeZone).fill('floating')
    await year.fill('1998')
    await page.getByLabel(library.field.source, { exact: true }).fill('River network')
    await page.getByRole('button', { name: `${library.act.add}: ${library.field.process}` }).click()
    await page.getByRole('combobox', { name: library.field.step }).waitFor()
    await page.getByRole('button', { name: library.act.removePart.replace('{name}', library.field.process) }).click()
    await page.getByRole('button', { name: library.new.add }).click()
    await page.getByRole('heading', { name: 'River day', level: 1 }).waitFor()
    const { entry } = await readLibraryEntry(site.world, { kind: 'observance', id: 'river-day' })
    expect(entry).toMatchObject({
      id: 'river-day',
      rule: { type: 'rrule', rrule: 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=14', lengthDays: 1 },
      firstYear: 1998,
      process: null,
      history: [],
    })
    expect(faults.filter((fault) => !fault.startsWith('400: '))).toEqual([])
  })

  test('is an issue like another one, under an id that is free, with words of its own', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/library/new?kind=issue&like=resettlement')
    const id = page.getByLabel(library.new.id, { exact: true })
    await id.fill('resettlement')
    const title = page.getByRole('group', { name: 'English' }).getByLabel(library.field.title).first()
    await title.fill('Homes by the river')
    await page.getByRole('button', { name: library.new.add }).click()
    await page.getByText(library.new.taken).waitFor()
    expect(await title.inputValue()).toBe('Homes by the river')
    await id.fill('river-homes')
    const body = page.getByRole('textbox', { name: library.field.body }).first()
    await body.click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type(' Added by hand.')
    await page.getByRole('button', { name: library.new.add }).click()
    await page.getByRole('heading', { name: 'Homes by the river', level: 1 }).waitFor()
    const { entry } = await readLibraryEntry(site.world, { kind: 'issue', id: 'river-homes' })
    expect(entry).toMatchObject({ id: 'river-homes', brief: { en: { title: 'Homes by the river' } } })
    expect(JSON.stringify(entry)).toContain('Added by hand.')
    expect(faults.filter((fault) => !fault.startsWith('409: '))).toEqual([])
  })

  test('asks before it is left half written', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page } = visit
    await page.goto('/console/library/new?kind=letter')
    await page.getByLabel(library.new.id, { exact: true }).fill('river-letter')
    await page.getByRole('link', { name: en.console.nav.calendar }).click()
    await page.getByRole('dialog').getByText(library.unsaved).waitFor()
    await page.getByRole('button', { name: en.console.write.leave.stay }).click()
    expect(await page.getByLabel(library.new.id, { exact: true }).inputValue()).toBe('river-letter')
    await page.getByRole('button', { name: `${library.act.add}: English` }).click()
    await page.getByRole('group', { name: 'English' }).getByLabel(library.field.subject).waitFor()
    expect(await page.getByText(settings.saved).count()).toBe(0)
  })
})
