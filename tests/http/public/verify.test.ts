import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { signLetters } from '#actions/sign-letters'
import { parseManifestKeys, verifyManifest } from '#crypto/manifest-keys'
import { campaigns, forgeryReports } from '#database/tables'
import { letterManifestSchema } from '#domain/letter-manifest'
import { limits, rateLimits } from '#domain/limits'
import { locales } from '#domain/locale'
import { wordsIn } from '#http/words'
import { approve, assembleTeam, draftCampaign, realContents } from '../../support/campaigns.ts'
import { createRecordingMailer } from '../../support/recording-mailer.ts'
import { addReader } from '../../support/readers.ts'
import { runJobs } from '../../support/run-jobs.ts'
import { testPublicUrl } from '../../support/world.ts'
import { createPublicApp, readEverything, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let sent: { id: string; slug: string; code: string }
let draftCode: string

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, clock, sendWith } = publicApp.testWorld
  const team = await assembleTeam(world)
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  const draftId = await draftCampaign(world, team)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  const sendingWorld = sendWith(createRecordingMailer())
  await runJobs(sendingWorld)
  await signLetters(sendingWorld)
  sent = (await readCampaign(world, { campaignId })).campaign
  draftCode = (await readCampaign(world, { campaignId: draftId })).campaign.code
})

afterAll(() => publicApp.testWorld.close())

let networks = 0
/** Somebody with budgets of their own. */
const somebody = (): Record<string, string> => {
  networks += 1
  return { 'X-Test-Address': `198.${50 + Math.floor(networks / 250)}.${networks % 250}.1` }
}

async function report(parts: Readonly<Record<string, string | Blob>>, headers = somebody()): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.append(name, value)
  return publicApp.app.request(`${testPublicUrl}/verify/report`, {
    method: 'POST',
    body: form,
    headers: { 'Sec-Fetch-Site': 'same-origin', ...headers },
  })
}

describe('the field for a code', () => {
  test('takes a whole message that carries it, and says that only the code was looked at', async () => {
    const code = `Dear reader,\n${'Open https://evil.test now. '.repeat(20)}\nLetter code: ${sent.code}`
    const page = await (await publicApp.post('/verify', { code }, somebody())).text()
    expect(page).toContain('We sent a letter with this code')
    expect(page).toContain(wordsIn('en').page('verify.foundIn'))
    expect(page).not.toContain('evil.test')
  })

  test.each([
    ['a link', 'https://evil.test/verify', 'pastedLink'],
    ['a message without a code', 'word '.repeat(40), 'pastedMail'],
  ] as const)('asks for the code again when it is given %s, and repeats none of it', async (_what, code, slip) => {
    const response = await publicApp.post('/verify', { code }, somebody())
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain(wordsIn('en').page(`verify.${slip}`))
    expect(page).toContain('href="/verify/report"')
    expect(page).not.toContain('evil.test')
    expect(page).not.toContain('word word')
  })

  test('takes whatever it is given: no error, and no markup of it on the page', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.constantFrom('<img src=x onerror=alert(1)>', '%00', '{{code}}', '..//..', `"><script>${sent.code}`),
    )
    await fc.assert(
      fc.asyncProperty(typed, async (code) => {
        const response = await publicApp.get(`/verify?code=${encodeURIComponent(code)}`, somebody())
        // A page whose address holds a NUL does not exist.
        expect(code.includes('\0') ? [404] : [200, 422]).toContain(response.status)
        expect(await response.text()).not.toMatch(/<img|<script>/)
        const file = await publicApp.get(`/.well-known/northlight/letters/${encodeURIComponent(code)}.jws`, somebody())
        expect([200, 404]).toContain(file.status)
      }),
      { numRuns: 60 },
    )
    expect(publicApp.bugs).toEqual([])
  })

  test('is answered alike for a slip, an unknown code and the code of a draft', async () => {
    // Some check symbols are written otherwise in an address.
    const codes = ['7K4Q-2M9X-6', draftCode, '0000-0000-0', '0000-0010-*', '0000-0011-~', '0000-0012-$', '0000-0013-=']
    const pages = await Promise.all(
      codes.map(async (code) => {
        const inAddress = new URLSearchParams({ code }).toString()
        const response = await publicApp.get(`/verify?${inAddress}`, somebody())
        const page = [inAddress.slice('code='.length), encodeURIComponent(code), code].reduce(
          (text, form) => text.replaceAll(form, 'CODE'),
          await response.text(),
        )
        return `${response.status} ${page}`
      }),
    )
    expect(new Set(pages).size).toBe(1)
  })

  test('shows no web copy of a letter that was taken down, and all the rest', async () => {
    const { world } = publicApp.testWorld
    const change = (takenDownAt: Temporal.Instant | null): Promise<unknown> =>
      world.database.update(campaigns).set({ takenDownAt }).where(eq(campaigns.id, sent.id))
    await change(world.now())
    const page = await (await publicApp.get(`/verify?code=${sent.code}`, somebody())).text()
    const listed = await (await publicApp.get('/.well-known/northlight/letters.json')).text()
    const statement = await publicApp.get(`/.well-known/northlight/letters/${sent.code}.jws`)
    await change(null)
    expect(page).not.toContain(`/letters/${sent.slug}`)
    expect(page).toContain('not shown at present')
    expect(page).toContain(realContents.en?.subject)
    expect(listed).not.toContain(sent.code)
    expect(statement.status).toBe(200)
  })
})

describe('the signed statements', () => {
  test('can be had with their keys, and say what was sent', async () => {
    const keys = parseManifestKeys(await (await publicApp.get('/.well-known/northlight/keys.json')).text())
    const response = await publicApp.get(`/.well-known/northlight/letters/${sent.code.toLowerCase()}.jws`)
    expect(response.headers.get('Content-Type')).toBe('application/jose')
    const manifest = letterManifestSchema.parse(await verifyManifest(await response.text(), keys))
    expect(manifest).toMatchObject({
      origin: testPublicUrl,
      code: sent.code,
      sender: { address: 'letters@news.example' },
    })
    expect(manifest.letters.map(({ language, subject }) => [language, subject])).toEqual(
      locales.map((locale) => [locale, realContents[locale]?.subject]),
    )
    expect(manifest.letters[0]?.links).toContain(`${testPublicUrl}/u/{token}`)
  })

  test('are listed, and named on the page of their code', async () => {
    const response = await publicApp.get('/.well-known/northlight/letters.json')
    expect(await response.json()).toEqual({
      version: 1,
      letters: [
        {
          code: sent.code,
          sentAt: expect.stringMatching(/Z$/),
          statement: `${testPublicUrl}/.well-known/northlight/letters/${sent.code}.jws`,
        },
      ],
    })
    const page = await (await publicApp.get(`/verify?code=${sent.code}`, somebody())).text()
    expect(page).toContain(`/.well-known/northlight/letters/${sent.code}.jws`)
  })

  test('are not for trying out codes, and cost nothing to whoever has one', async () => {
    const guesser = somebody()
    for (let guess = 0; guess < rateLimits['verify-per-network'].points; guess += 1) {
      const response = await publicApp.get(`/.well-known/northlight/letters/${guess}.jws`, guesser)
      expect(response.status).toBe(404)
    }
    for (const code of [draftCode, 'x', '0000-0000-0'])
      expect((await publicApp.get(`/.well-known/northlight/letters/${code}.jws`, guesser)).status).toBe(429)
    expect((await publicApp.get(`/.well-known/northlight/letters/${sent.code}.jws`, guesser)).status).toBe(200)
  })

  test('change nothing by being read', async () => {
    const before = await readEverything(publicApp.testWorld)
    for (const path of ['keys.json', 'letters.json', `letters/${sent.code}.jws`, 'letters/x'])
      await publicApp.get(`/.well-known/northlight/${path}`, somebody())
    await publicApp.get('/verify/report')
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })
})

describe('reporting a forged letter', () => {
  const forged = (): string =>
    [
      'From: Us <letters@news-example.test>',
      'Message-ID: <1@evil.test>',
      'MIME-Version: 1.0',
      'Subject: <script>alert(1)</script>',
      'Content-Type: text/html; charset=utf-8',
      '',
      `<a href="https://evil.test/in">news.example.org/verify</a> ${sent.code}`,
    ].join('\r\n')

  test.each([
    ['as pasted source', (text: string) => ({ message: text })],
    ['as a file', (text: string) => ({ message: '', file: new File([text], 'mail.eml') })],
  ])('says what does not fit, without markup of the message, %s', async (_how, parts) => {
    const stamp = await publicApp.freshStamp('/verify/report')
    const response = await report({ ...parts(forged()), stamp })
    const page = await response.text()
    expect(response.status).toBe(200)
    const words = wordsIn('en').page
    for (const sign of ['sender', 'subject', 'links', 'honest-links', 'own-links', 'html'] as const)
      expect(page).toContain(words(`proof.differs.${sign}`))
    expect(page).toContain(words('report.disguised', { says: 'news.example.org', leadsTo: 'evil[.]test/in' }))
    expect(page).not.toContain('<script>alert')
    expect(page).not.toContain('https://evil.test')
  })

  test.each<[string, (stamp: string) => Record<string, string | Blob>, number, string]>([
    ['without a message', (stamp) => ({ message: '', stamp }), 422, 'Paste the message'],
    ['without a stamp', () => ({ message: 'words of a forged letter' }), 422, 'words of a forged letter'],
    ['with the hidden field filled in', (stamp) => ({ message: '<b>words', stamp, note: 'x' }), 422, '&lt;b&gt;words'],
    ['as a file without a stamp', () => ({ file: new File(['From: a@b.example'], 'a.eml') }), 422, 'From: a@b.example'],
  ])('is refused %s, and loses nothing that was typed', async (_what, parts, status, expected) => {
    const { world } = publicApp.testWorld
    const before = await world.database.$count(forgeryReports)
    const response = await report(parts(await publicApp.freshStamp('/verify/report')))
    const page = await response.text()
    expect(response.status).toBe(status)
    expect(page).toContain(expected)
    expect(page).toContain('role="alert"')
    expect(await world.database.$count(forgeryReports)).toBe(before)
  })

  test('is refused when it is too large, comes from elsewhere, or too often', async () => {
    const stamp = await publicApp.freshStamp('/verify/report')
    const large = await report({ message: 'x'.repeat(limits.reportedMailBytesMax + limits.formBodyBytesMax), stamp })
    expect(large.status).toBe(413)
    expect(await large.text()).toContain('512 kB')
    expect((await report({ message: 'x', stamp }, { ...somebody(), 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403)
    const eager = somebody()
    const { points } = rateLimits['subscribe-without-proof-per-network']
    for (let time = 0; time < points; time += 1) expect((await report({ message: 'x', stamp }, eager)).status).toBe(200)
    const refused = await report({ message: 'what I typed', stamp }, eager)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('what I typed')
  })

  test('speaks Korean, and takes words that no program could read as a message', async () => {
    const stamp = await publicApp.freshStamp('/verify/report')
    const response = await report(
      { message: '코드가 없는 편지입니다.', stamp },
      { ...somebody(), 'Accept-Language': 'ko' },
    )
    const page = await response.text()
    expect(page).toContain(wordsIn('ko').page('proof.differs.code'))
    expect(publicApp.bugs).toEqual([])
  })
})
