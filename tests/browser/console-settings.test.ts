import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOrganisation } from '#actions/read-organisation'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { settingsParts } from '../../console/screens/settings/settings-search.ts'
import { expectSoundScreens, oppositeLooks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { addAppTo, joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }
const { settings, account } = en.console

beforeAll(async () => {
  site = await startSite()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the settings of the console', () => {
  test.each(oppositeLooks)(
    'stand in every part, in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'admin', { locale }), { width })
      const { page, faults } = visit
      const paths = settingsParts.map((part) => `/settings?part=${part}`)
      await expectSoundScreens(page, scheme, paths)
      await page.getByRole('heading', { name: words[locale].settings.title, level: 1 }).waitFor()
      expect(faults).toEqual([])
    },
  )

  test('say what is wrong with the organisation beside its field, keep what was typed, and save it', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    const { page } = visit
    await page.goto('/console/settings?part=organisation')
    const sender = page.getByLabel(settings.organisation.senderAddress)
    const legal = page.getByRole('group', { name: settings.organisation.legalName }).getByLabel('English')
    await legal.fill('River Keepers, association no. 7')
    await page
      .getByRole('group', { name: settings.organisation.legalName })
      .getByLabel('한국어')
      .fill('강 지킴이 제7호')
    const before = await sender.inputValue()
    await sender.fill('no address')
    await page.getByRole('button', { name: settings.save }).click()
    await page.getByRole('alert').waitFor()
    expect(await sender.getAttribute('aria-invalid')).toBe('true')
    expect(await legal.inputValue()).toBe('River Keepers, association no. 7')
    await sender.fill(before)
    await page.getByRole('button', { name: settings.save }).click()
    await page.getByText(settings.saved).waitFor()
    expect((await readOrganisation(site.world)).imprint?.legalName?.ko).toBe('강 지킴이 제7호')
  })

  test('make an invitation whose link stands there once, and take it back', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    await addAppTo(visit, site)
    const { page, faults } = visit
    await page.goto('/console/settings?part=staff')
    await page.getByLabel(settings.staff.inviteAs).selectOption('translator')
    await page.getByText(settings.staff.may.translator).waitFor()
    await page.getByRole('button', { name: settings.staff.invite, exact: true }).click()
    await page.getByText(`${site.url}/staff/invitations/`).waitFor()
    const takeBack = page.getByRole('button', { name: new RegExp(`^${settings.staff.takeBack}: Translator`) })
    await takeBack.click()
    await page.getByText(settings.staff.noInvitations).waitFor()
    expect(faults).toEqual([])
  })
})

describe.skipIf(chromium === null)('keys, names and roles in the settings of the console', () => {
  test('make a key that is shown once, and the record can be filtered down to it by its address', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    await addAppTo(visit, site)
    const { page, faults } = visit
    await page.goto('/console/settings?part=keys')
    await page.getByLabel(settings.keys.name).fill('Calendar of the website')
    await page.getByRole('button', { name: settings.keys.make }).click()
    await page.getByText(/^nlk_[0-9a-f]{72}$/).waitFor()
    await page.getByRole('button', { name: `${settings.keys.revoke}: Calendar of the website` }).click()
    await page.getByText(settings.keys.revoked).waitFor()
    await page.goto('/console/settings?part=audit')
    await page.getByLabel(settings.audit.action, { exact: true }).selectOption('api-key-revoked')
    await page.waitForURL('**action=api-key-revoked**')
    await page.reload()
    await page.getByRole('cell', { name: settings.audit.act['api-key-revoked'] }).waitFor()
    expect(await page.getByRole('cell', { name: settings.audit.act['api-key-created'] }).count()).toBe(0)
    await page.getByRole('button', { name: settings.audit.check }).click()
    await page.getByText(/entries fit/).waitFor()
    expect(faults).toEqual([])
  })

  test('watch for a name that nobody can read there afterwards', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    await addAppTo(visit, site)
    const { page, faults } = visit
    await page.goto('/console/settings?part=watch-list')
    const add = page.getByRole('region', { name: settings.watch.add })
    await add.getByLabel(settings.watch.text).fill('Hong Gil-dong')
    await add.getByLabel(settings.watch.note).fill('Asked by the family.')
    await add.getByRole('button', { name: settings.watch.watch }).click()
    await page.getByText('Asked by the family.').waitFor()
    await page.waitForLoadState('networkidle')
    await page.reload()
    await page.getByText('Asked by the family.').waitFor()
    expect(await page.content()).not.toContain('Hong')
    const trial = page.getByRole('region', { name: settings.watch.try })
    await trial.getByLabel(settings.watch.text).fill('hong gildong')
    await trial.getByRole('button', { name: settings.watch.tryIt }).click()
    await trial.getByText(settings.watch.found).waitFor()
    expect(faults).toEqual([])
  })

  test('show an editor the organisation to read, and neither people nor keys', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'editor'))
    const { page, faults } = visit
    await page.goto('/console/settings?part=keys')
    await page.getByText(settings.notYours).waitFor()
    expect(await page.getByRole('link', { name: settings.part.staff }).count()).toBe(0)
    await page.getByRole('link', { name: settings.part.organisation }).click()
    await page.getByText(settings.onlyAdministrators).waitFor()
    expect(await page.getByRole('button', { name: settings.save }).count()).toBe(0)
    expect(await page.getByText(account.remove).count()).toBe(0)
    expect(faults).toEqual([])
  })
})
