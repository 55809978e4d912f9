import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { locales, type Locale } from '#domain/locale'
import { staffWordsIn } from '#http/staff/staff-words'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible } from '../support/browser-checks.ts'
import { launchBrowser, type Visit } from '../support/browser-visit.ts'
import { addAppTo, joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console, ko: ko.console }
const keyName = '행사 달력 · Website calendar'

beforeAll(async () => {
  // A passkey belongs to a name, which an address is not.
  site = await startSite({ name: 'localhost' })
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

async function openGrave(locale: Locale, { width = 1280 }: { readonly width?: number } = {}): Promise<Visit> {
  return openConsole(browser, site, await joinAt(site, 'admin', { locale }), { width })
}

/** Lets the second factor lapse, and fills in something grave, up to the question. */
async function begin({ page }: Visit, locale: Locale): Promise<void> {
  const { keys } = words[locale].settings
  site.letPass({ minutes: 11 })
  await page.goto('/console/settings?part=keys')
  await page.getByLabel(keys.name, { exact: true }).fill(keyName)
  await page.getByLabel(keys.scope['edit-facts']).check()
  await page.getByRole('button', { name: keys.make }).click()
  await page.getByRole('dialog', { name: words[locale].stepUp.title }).waitFor()
}

async function typeDigits(page: Page, locale: Locale, code: string): Promise<void> {
  await page.getByLabel(words[locale].code.digit.replace('{place}', '1')).click()
  await page.keyboard.type(code)
}

async function expectMade(page: Page): Promise<void> {
  await page.getByText(/^nlk_[0-9a-f]{72}$/).waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
}

describe.skipIf(chromium === null)('the question whether it is still you', () => {
  test.each(locales)('says that a code is wrong, takes the right one, and goes on by itself, in %s', async (locale) => {
    await using visit = await openGrave(locale, { width: locale === 'ko' ? 375 : 1280 })
    const app = await addAppTo(visit, site)
    const { page, faults } = visit
    await begin(visit, locale)
    const dialog = page.getByRole('dialog')
    await dialog.getByText(words[locale].stepUp.why).waitFor()
    await expectAccessible(page)
    await typeDigits(page, locale, '000000')
    await dialog.getByRole('alert').getByText(staffWordsIn(locale)('faults.code-wrong')).waitFor()
    await expectAccessible(page)
    await typeDigits(page, locale, await app.nextCode())
    await expectMade(page)
    // Each code goes off once: digits of the wrong one do not come along with the right one.
    expect(faults).toEqual(['403: /api/api-keys', '400: /api/step-up/totp'])
  })

  test.each(locales)('can be let go of, keeps what was typed, and asks again, in %s', async (locale) => {
    await using visit = await openGrave(locale)
    const app = await addAppTo(visit, site)
    const { page } = visit
    const { keys } = words[locale].settings
    await begin(visit, locale)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.getByLabel(keys.name, { exact: true }).inputValue()).toBe(keyName)
    expect(await page.getByLabel(keys.scope['edit-facts']).isChecked()).toBe(true)
    await page.getByRole('alert').getByText(staffWordsIn(locale)('problem.step-up-required.title')).waitFor()
    expect(await page.getByText(/^nlk_/).count()).toBe(0)
    await page.getByRole('button', { name: keys.make }).click()
    await typeDigits(page, locale, await app.nextCode())
    await expectMade(page)
  })

  test.each(locales)('takes a recovery code, once, in %s', async (locale) => {
    await using visit = await openGrave(locale)
    await addAppTo(visit, site)
    const { page, context } = visit
    const answer = await context.request.post(`${site.url}/api/auth/two-factor/generate-backup-codes`, {
      headers: { Origin: site.url },
      data: { password: 'four plain words here' },
    })
    const [code = ''] = codesIn(await answer.json())
    const useCode = async (): Promise<void> => {
      await page.getByRole('button', { name: words[locale].stepUp.instead.recovery }).click()
      await page.getByLabel(words[locale].code.recoveryLabel).fill(code)
      await page.getByRole('button', { name: words[locale].stepUp.confirm }).click()
    }
    await begin(visit, locale)
    await useCode()
    await expectMade(page)
    await begin(visit, locale)
    await useCode()
    await page.getByRole('dialog').getByRole('alert').waitFor()
    expect(await page.getByLabel(words[locale].code.recoveryLabel).inputValue()).toBe(code)
    expect(await page.getByText(/^nlk_/).count()).toBe(0)
  })

  test.each(locales)('takes a passkey by one press, in %s', async (locale) => {
    const person = await joinAt(site, 'admin', { locale })
    await using visit = await openConsole(browser, site, person)
    const { page, faults } = visit
    await addPasskey(visit, person.password, locale)
    await begin(visit, locale)
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: words[locale].signIn.usePasskey }).click()
    await expectMade(page)
    expect(faults.filter((fault) => !fault.startsWith('403: '))).toEqual([])
  })
})

/** Gives the browser an authenticator of its own, and the account its passkey, as the security screen does. */
async function addPasskey({ page, context }: Visit, password: string, locale: Locale): Promise<void> {
  const { account } = words[locale]
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
  await page.goto('/console/account')
  await page.getByRole('button', { name: account.passkey.add }).click()
  await page.getByLabel(account.passkey.name).fill('Key ring')
  await page.getByRole('dialog').getByLabel(account.currentPassword).fill(password)
  await page.getByRole('button', { name: account.passkey.make }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Key ring').waitFor()
}

function codesIn(answer: unknown): string[] {
  const codes: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'backupCodes') : undefined
  return Array.isArray(codes) ? codes.map(String) : []
}
