import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { noteSigningKeys } from '#actions/note-signing-keys'
import type { DnsRecords } from '#domain/sender-domain'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import { expectAccessible, expectNothingCut, oppositeLooks } from '../support/browser-checks.ts'
import { launchBrowser } from '../support/browser-visit.ts'
import { joinAt, openConsole } from '../support/console.ts'
import { startSite, type Site } from '../support/site.ts'
import { chromium } from '../support/test-programs.ts'

let site: Site
let browser: Browser

const words = { en: en.console.settings.sender, ko: ko.console.settings.sender }
const keyName = 'letters._domainkey.news.example'
const signing = `v=DKIM1; k=rsa; p=${'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A'.repeat(12)}`

/** What the DNS says at this moment of a test. */
const texts: Record<string, DnsRecords> = {
  'in.news.example': ['v=spf1 ip4:192.0.2.7 -all'],
  [keyName]: ['v=DKIM1; k=rsa; p=MIIBformer'],
  '_dmarc.news.example': ['v=DMARC1; p=none'],
}

beforeAll(async () => {
  site = await startSite({
    settings: {
      inboundDomain: 'in.news.example',
      dkimDomain: 'news.example',
      dkimSelectors: ['letters'],
      nameQueries: {
        textRecords: async (name) => texts[name] ?? [],
        mailServers: async () => null,
      },
    },
  })
  browser = await launchBrowser()
  await noteSigningKeys(site.world, [{ name: keyName, record: signing }])
})

afterAll(async () => {
  await browser?.close()
  await site?.[Symbol.asyncDispose]()
})

describe.skipIf(chromium === null)('the sender in the settings of the console', () => {
  test.each(oppositeLooks)(
    'is told record by record, in $locale at $width px, and axe finds nothing',
    async ({ locale, width, scheme }) => {
      await using visit = await openConsole(browser, site, await joinAt(site, 'admin', { locale }), { width })
      const { page, faults } = visit
      const said = words[locale]
      await page.goto('/console/settings?part=sender')
      const part = (proof: 'SPF' | 'DKIM' | 'DMARC' | 'MX') =>
        page.getByRole('region', { name: proof === 'MX' ? said.wayBack : proof, exact: true })
      await part('SPF').getByText(said.inOrder).waitFor()
      await part('DKIM').getByText(said.fault['other-key']).waitFor()
      await part('DKIM').getByText(signing, { exact: true }).waitFor()
      await part('DMARC').getByText(said.fault['lets-through']).waitFor()
      await part('MX').getByText(said.fault['no-answer']).waitFor()
      await expectAccessible(page, { scheme })
      await expectNothingCut(page)
      expect(faults).toEqual([])
    },
  )

  test('gives the exact record of our own key to copy, and sees it once it is published', async () => {
    await using visit = await openConsole(browser, site, await joinAt(site, 'admin'))
    const { page, context, faults } = visit
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto('/console/settings?part=sender')
    const dkim = page.getByRole('region', { name: 'DKIM', exact: true })
    await dkim.getByRole('button', { name: new RegExp(`${words.en.value} v=DKIM1`) }).click()
    const copied = await page.evaluate<string>('navigator.clipboard.readText()')
    expect(copied).toBe(signing)
    texts[keyName] = [copied]
    await page.getByRole('button', { name: words.en.again }).click()
    await dkim.getByText(words.en.standing.proven).waitFor()
    expect(await dkim.getByText(words.en.value, { exact: true }).count()).toBe(0)
    expect(faults).toEqual([])
  })
})
