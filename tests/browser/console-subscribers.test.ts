import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reportForgery } from '#actions/report-forgery'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut, oppositeLooks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { addAppTo, joinAt, openConsole } from '../support/console.ts'
import { addReader } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }
const { readers, forgeries, settings } = en.console

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
  for (let count = 0; count < 11; count += 1) await addReader(site.world)
  await reportForgery(site.world, { message: new TextEncoder().encode('Go to https://evil.test') })
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

const table = [
  'email,locale,timeZone,topics,consentedAt',
  'new-one@readers.example,ko,Asia/Seoul,un-watch,2026-05-02',
  'no address,en,,un-watch,2026-05-02',
  'new-two@readers.example,fr,,un-watch,2026-05-02',
].join('\n')

describe.skipIf(chromium === null)('the readers in the console', () => {
  test.each(oppositeLooks)(
    'stand there in counts, in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'admin', { locale }), { width })
      const { page, faults } = visit
      for (const [path, title] of [
        ['/subscribers', words[locale].readers.growth],
        ['/subscribers/import', words[locale].readers.import.who],
        ['/forgeries', words[locale].forgeries.open],
      ] as const) {
        await page.goto(`/console${path}`)
        await page.getByRole('heading', { name: title }).waitFor()
        await page.waitForLoadState('networkidle')
        await expectAccessible(page, { scheme })
        await expectNothingCut(page)
      }
      expect(faults).toEqual([])
    },
  )

  test('are looked up by one exact address, changed as they asked, and let go, and the address is in no URL', async () => {
    const { email } = await addReader(site.world)
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    await addAppTo(visit, site)
    const { page, context, faults } = visit
    const asked: string[] = []
    context.on('request', (request) => asked.push(request.url()))
    await page.goto('/console/subscribers')
    await page.getByLabel(readers.lookUp.address).fill(email)
    await page.getByRole('button', { name: readers.lookUp.look }).click()
    const panel = page.locator('section').filter({ has: page.getByRole('heading', { name: readers.lookUp.title }) })
    await panel.getByText(readers.found.active, { exact: true }).waitFor()
    await panel.getByRole('heading', { name: readers.found.consents }).waitFor()
    expect(await panel.textContent()).toContain(readers.consent.confirmed)
    await expectAccessible(page)
    await page.getByRole('button', { name: readers.act.change }).click()
    await page.getByLabel(readers.found.language).selectOption('ko')
    await page.getByRole('button', { name: settings.save }).click()
    await panel.locator('span[lang=ko]').waitFor()
    await page.getByRole('button', { name: readers.act.end }).click()
    await page.getByRole('dialog').getByRole('button', { name: readers.endNow }).click()
    await panel.getByText(readers.found.ended, { exact: true }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: readers.growth }).waitFor()
    expect(await page.content()).not.toContain(email)
    expect(asked.filter((url) => url.includes('reader-') || url.includes('%40'))).toEqual([])
    expect(faults).toEqual([])
  })

  test('are imported only after a trial that names every faulty line', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    await addAppTo(visit, site)
    const { page, faults } = visit
    await page.goto('/console/subscribers/import')
    await page.getByLabel(readers.import.source).fill('Sign-up sheet, 2 May 2026')
    await page.getByLabel(readers.import.table).fill(table)
    await page.getByRole('button', { name: readers.import.try }).click()
    await page.getByRole('heading', { name: readers.import.wouldBe }).waitFor()
    await page.getByRole('row', { name: `3 ${readers.import.fault['address-malformed']}` }).waitFor()
    await page.getByRole('row', { name: `4 ${readers.import.fault['locale-unknown']}` }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Import one reader' }).click()
    await page.getByRole('heading', { name: readers.import.done }).waitFor()
    expect(faults).toEqual([])
  })

  test('report forged letters that are ticked off once, and whoever did it stays named', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/forgeries')
    await page.getByRole('button', { name: new RegExp(`^${forgeries.done}`) }).click()
    await page.getByText(forgeries.none).waitFor()
    await page.getByLabel(forgeries.showDone).check()
    await page.getByText(/^Sample editor, /).waitFor()
    expect(faults).toEqual([])
  })
})
