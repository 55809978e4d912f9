import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { saveOrganisation } from '#actions/save-organisation'
import type { OrganisationInput } from '#domain/organisation'
import type { StaffMember } from '#domain/staff'
import { assembleTeam, testOrganisation } from '../../support/campaigns.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

const imprint = {
  legalName: { en: 'New Spring Network, registered no. 123', ko: '비영리민간단체 새봄네트워크' },
  responsible: { en: 'Han Bom', ko: '한봄' },
  hostingCountry: { en: 'Iceland', ko: '아이슬란드' },
  securityContact: 'security@news.example',
  encryptionKeyUrl: 'https://news.example/key.asc',
}

let publicApp: PublicApp
let admin: StaffMember

beforeAll(async () => {
  publicApp = await createPublicApp()
  admin = (await assembleTeam(publicApp.testWorld.world)).admin
})

afterAll(() => publicApp.testWorld.close())

const save = (settings: Partial<OrganisationInput>): Promise<void> =>
  saveOrganisation(publicApp.testWorld.world, { member: admin, organisation: { ...testOrganisation, ...settings } })

async function read(path: string, locale = 'en'): Promise<string> {
  const response = await publicApp.get(path, { 'Accept-Language': locale })
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

describe('the privacy page', () => {
  test('says for how long what is kept, as it is set', async () => {
    await save({ retention: { leaverDays: 45, deliveryMonths: 7 } })
    const page = await read('/privacy')
    expect(page).toContain('As long as you read us, and 45 days more')
    expect(page).toContain('<dd class="until">7 months</dd>')
    expect(await read('/privacy', 'ko')).toContain('떠나신 뒤 45일까지')
    await save({ retention: { leaverDays: 0, deliveryMonths: 1 } })
    expect(await read('/privacy')).toContain('and not a day longer')
  })

  test('names the country of the servers, or says that nobody has', async () => {
    await save({ imprint })
    expect(await read('/privacy')).toContain('On servers in this country: Iceland.')
    expect(await read('/privacy', 'ko')).toContain('아이슬란드')
    await save({ imprint: null })
    expect(await read('/privacy')).toContain('has not been entered here yet')
  })

  test.each([
    { providers: ['resend'], smtpHost: null, named: 'United States of America', unnamed: 'A mail server' },
    {
      providers: ['smtp'],
      smtpHost: 'mail.news.example',
      named: 'A mail server: mail.news.example.',
      unnamed: 'Resend',
    },
    { providers: ['smtp'], smtpHost: null, named: 'mail does not leave the machine', unnamed: 'Resend' },
  ] as const)(
    'names who carries mail by $providers from $smtpHost',
    async ({ providers, smtpHost, named, unnamed }) => {
      const other = await createPublicApp({
        world: { ...publicApp.testWorld.world, providers: [...providers], smtpHost },
      })
      const page = await (await other.get('/privacy')).text()
      expect(page).toContain(named)
      expect(page).not.toContain(unnamed)
      await other.testWorld.close()
    },
  )

  test('leads to where each right is had, and to whom one can complain', async () => {
    const page = await read('/privacy')
    for (const href of ['/preferences', 'https://privacy.kisa.or.kr', 'https://www.edpb.europa.eu/']) {
      expect(page).toContain(`href="${href}`)
    }
  })
})

describe('the imprint and the contact page', () => {
  test('say what was said, and nothing of what was not', async () => {
    await save({ imprint })
    const full = (await read('/imprint')) + (await read('/contact'))
    for (const text of ['registered no. 123', 'Han Bom', 'Iceland', 'security@news.example', 'key.asc']) {
      expect(full).toContain(text)
    }
    await save({ imprint: null })
    const bare = await read('/imprint')
    expect(bare).toContain(testOrganisation.postalAddress.en)
    expect(bare).not.toContain('Legal name')
    expect(bare).not.toContain('Servers stand in')
  })

  test('are two clicks from nowhere: every page links to them', async () => {
    const page = await read('/letters', 'ko')
    for (const path of ['/privacy', '/accessibility', '/contact', '/imprint']) expect(page).toContain(`href="${path}"`)
  })
})

describe('security.txt', () => {
  test('has the fields of RFC 9116, with a date that moves along', async () => {
    await save({ imprint })
    const response = await publicApp.get('/.well-known/security.txt')
    expect(response.headers.get('Content-Type')).toBe('text/plain; charset=utf-8')
    expect((await response.text()).split('\n')).toEqual([
      'Contact: mailto:security@news.example',
      'Expires: 2026-08-11T00:00:00Z',
      'Encryption: https://news.example/key.asc',
      'Preferred-Languages: en, ko',
      'Canonical: https://news.example.org/.well-known/security.txt',
      'Policy: https://news.example.org/contact#security',
      '',
    ])
    publicApp.testWorld.clock.advance({ days: 1 })
    expect(await read('/.well-known/security.txt')).toContain('Expires: 2026-08-12T00:00:00Z')
  })

  test('falls back on the general mailbox, and is found at its old place', async () => {
    await save({ imprint: null })
    const text = await read('/.well-known/security.txt')
    expect(text).toContain(`Contact: mailto:${testOrganisation.contactAddress}`)
    expect(text).not.toContain('Encryption')
    const moved = await publicApp.get('/security.txt')
    expect([moved.status, moved.headers.get('Location')]).toEqual([301, '/.well-known/security.txt'])
  })
})

test('before the organisation is described the pages say so, and there is nobody to tell of a weakness', async () => {
  const bare = await createPublicApp()
  for (const [path, text] of [
    ['/privacy', 'Nobody has been named yet; until then nobody can subscribe.'],
    ['/imprint', 'Nobody has been named yet. Nothing can be subscribed to'],
    ['/contact', 'Nobody has been named yet. As soon as'],
    ['/accessibility', 'For everyone who reads'],
  ] as const) {
    const response = await bare.get(path)
    expect([path, response.status]).toEqual([path, 200])
    expect(await response.text()).toContain(text)
  }
  expect((await bare.get('/.well-known/security.txt')).status).toBe(404)
  expect(bare.bugs).toEqual([])
  await bare.testWorld.close()
})
