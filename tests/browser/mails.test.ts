import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { confirmSubscription } from '#actions/confirm-subscription'
import { subscribe } from '#actions/subscribe'
import { locales, type Locale } from '#domain/locale'
import type { MailboxMessage } from '#http/development/mailbox-reader'
import { expectAccessible, expectNothingCut } from '../support/browser-checks.ts'
import { launchBrowser, openVisit } from '../support/browser-visit.ts'
import { buildRequest, findConfirmToken } from '../support/readers.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

type MailName = 'confirmation' | 'letter'

// A mail is shown within the page of a mail program, which has the landmarks.
const landmarkRules = ['landmark-one-main', 'region']

const mailNames: readonly MailName[] = ['confirmation', 'letter']

describe.skipIf(chromium === null)('the mails', () => {
  let site: Site
  let browser: Browser
  const mails = new Map<string, MailboxMessage>()
  const mailOf = (name: MailName, locale: Locale): MailboxMessage => {
    const mail = mails.get(`${name} ${locale}`)
    if (!mail) throw new Error(`There is no ${name} in ${locale}.`)
    return mail
  }
  const cases = mailNames.flatMap((name) => locales.map((locale) => ({ name, locale })))

  beforeAll(async () => {
    site = await startSite()
    browser = await launchBrowser()
    for (const locale of locales) {
      const email = `${locale}@readers.example`
      await subscribe(site.world, buildRequest({ email, locale }))
      mails.set(`confirmation ${locale}`, await site.mailTo(email))
      await confirmSubscription(site.world, { token: (await findConfirmToken(site.world, email)) ?? '' })
    }
    await site.sendLetter()
    for (const locale of locales) mails.set(`letter ${locale}`, await site.mailTo(`${locale}@readers.example`, 2))
    // The Korean confirmation link has been used by now; the English one is replaced by one that is still open.
    await subscribe(site.world, buildRequest({ email: 'waiting@readers.example' }))
    mails.set('confirmation en', await site.mailTo('waiting@readers.example'))
    await site.settle()
  })

  afterAll(async () => {
    await browser?.close()
    await site?.[Symbol.asyncDispose]()
  })

  test.each(cases)('the $name in $locale reads well at 600 and 375 px, and loads nothing', async ({ name, locale }) => {
    await using visit = await openVisit(browser, site, { locale, width: 600 })
    const { page, context, faults } = visit
    const requests: string[] = []
    context.on('request', (request) => requests.push(request.url()))
    const html = mailOf(name, locale).html ?? ''
    for (const [width, scheme] of [
      [600, 'light'],
      [375, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.setContent(html, { waitUntil: 'load' })
      expect(await page.locator('html').getAttribute('lang')).toBe(locale)
      await expectNothingCut(page)
      await expectAccessible(page, { scheme, without: landmarkRules })
    }
    // Some programs take the style sheet out.
    await page.setContent(html.replaceAll(/<style>.*?<\/style>/gs, ''), { waitUntil: 'load' })
    for (const width of [375, 320]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNothingCut(page)
    }
    expect(requests).toEqual([])
    expect(faults).toEqual([])
  })

  test.each(cases)(
    'opening, asking for and fetching ahead every link of the $name in $locale changes nothing',
    async (which) => {
      const links = ownLinks(mailOf(which.name, which.locale), site.url)
      expect(links.length).toBeGreaterThanOrEqual(which.name === 'letter' ? 5 : 3)
      const before = await site.dump()
      for (const link of links) {
        const answers = await Promise.all([
          fetch(link),
          fetch(link, { method: 'HEAD' }),
          fetch(link, { headers: { 'Sec-Purpose': 'prefetch;prerender', Purpose: 'prefetch' } }),
        ])
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      }
      await using visit = await openVisit(browser, site, which)
      for (const link of links) await visit.page.goto(link)
      expect(await site.dump()).toEqual(before)
      expect(site.faults).toEqual([])
    },
  )
})

/** Every link of a mail that leads to us: in its body, its text part and its headers. */
function ownLinks({ html, text, headers }: MailboxMessage, origin: string): string[] {
  const hrefs = [...(html ?? '').matchAll(/\shref="([^"]*)"/g)].map(([, href = '']) => href.replaceAll('&amp;', '&'))
  const written = [text ?? '', ...headers.map(({ value }) => value)].flatMap(
    (part) => part.match(/http[^\s>,]+/g) ?? [],
  )
  return [...new Set([...hrefs, ...written])].filter((link) => URL.parse(link)?.origin === origin)
}
