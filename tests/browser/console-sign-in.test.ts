import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import type { Locale } from '#domain/locale'
import { staffWordsIn } from '#http/staff/staff-words'
import { expectAccessible, expectNothingCut, looks } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { addAppTo, joinAt, openConsole, type Person } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }
/** What a connection on the road carries before somebody has lost patience. */
const firstScreenBytesMax = 250 * 1024

beforeAll(async () => {
  // A passkey belongs to a name, which an address is not.
  site = await startSite({ name: 'localhost' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

async function typePassword(page: Page, { email, password }: Person, locale: Locale = 'en'): Promise<void> {
  const { signIn } = words[locale]
  await page.getByLabel(signIn.email).fill(email)
  await page.getByLabel(signIn.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: signIn.continue }).click()
}

describe.skipIf(chromium === null)('signing in to the console', () => {
  test.each(looks)(
    'is asked for first, in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openVisit(browser, site, { locale, width })
      const { page, faults } = visit
      await page.goto('/console/calendar?view=agenda')
      await page.getByRole('heading', { name: words[locale].signIn.title }).waitFor()
      expect(new URL(page.url()).searchParams.get('to')).toBe('/calendar?view=agenda')
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
      expect(faults).toEqual(['401: /api/me'])
    },
  )

  test('with a password leads back to where somebody was, and a wrong one says so and keeps the address', async () => {
    const person = await joinAt(site, 'editor')
    await using visit = await openVisit(browser, site)
    const { page } = visit
    await page.goto('/console/calendar?view=agenda')
    await typePassword(page, { ...person, password: 'not the right words' })
    await page.getByRole('alert').getByText(staffWordsIn('en')('problem.sign-in-failed.title')).waitFor()
    expect(await page.getByLabel(words.en.signIn.email).inputValue()).toBe(person.email)
    await typePassword(page, person)
    await page.waitForURL('**/console/calendar?view=agenda')
    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  test('asks whoever has an authenticator app for its code, and takes one that is right', async () => {
    const person = await joinAt(site, 'approver')
    await using earlier = await openConsole(browser, site, person)
    const app = await addAppTo(earlier, site)
    await using visit = await openVisit(browser, site)
    const { page } = visit
    await page.goto('/console/')
    await typePassword(page, person)
    await page.getByRole('heading', { name: words.en.signIn.code.totp.title }).waitFor()
    const digit = words.en.code.digit.replace('{place}', '1')
    const firstDigit = page.getByLabel(digit)
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe(digit)
    await expectAccessible(page)
    await firstDigit.click()
    await page.keyboard.type('000000')
    await page.getByRole('alert').waitFor()
    await firstDigit.click()
    await page.keyboard.type(await app.nextCode())
    await page.getByRole('heading', { name: words.en.horizon.title }).waitFor()
  })
})

describe.skipIf(chromium === null)('the console without a password, and on the road', () => {
  test('works with a passkey alone, once one was added on the security screen', async () => {
    const person = await joinAt(site, 'approver')
    await using visit = await openConsole(browser, site, person)
    const { page, context, faults } = visit
    const devtools = await context.newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const { account, signIn } = words.en
    await page.goto('/console/account')
    await page.getByText(account.missing.title).waitFor()
    await page.getByRole('button', { name: account.passkey.add }).click()
    await page.getByLabel(account.passkey.name).fill('Key ring')
    await page.getByRole('dialog').getByLabel(account.currentPassword).fill(person.password)
    await page.getByRole('button', { name: account.passkey.make }).click()
    await page.getByText('Key ring').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: account.signOut }).click()
    await page.getByRole('button', { name: signIn.usePasskey }).click()
    await page.getByRole('heading', { name: words.en.horizon.title }).waitFor()
    expect(faults).toEqual([])
  })

  test('loads its first screen in less than 250 kB of script, packed', async () => {
    await using visit = await openVisit(browser, site)
    const { page } = visit
    const sizes: Promise<number>[] = []
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script')
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
    })
    await page.goto('/console/')
    await page.getByRole('heading', { name: words.en.signIn.title }).waitFor()
    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(50 * 1024)
    expect(total).toBeLessThan(firstScreenBytesMax)
  })
})
