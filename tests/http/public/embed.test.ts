import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { saveOrganisation } from '#actions/save-organisation'
import { rateLimits } from '#domain/limits'
import { assembleTeam, testOrganisation } from '../../support/campaigns.ts'
import { addReader, findConfirmToken } from '../../support/readers.ts'
import { createPublicApp, readEverything, type Fields, type PublicApp } from './public-app.ts'

const listed = 'https://www.spring.example'

const formSchema = z.object({
  locale: z.string(),
  stamp: z.string(),
  challenge: z.custom<Challenge>((value) => typeof value === 'object'),
  privacyUrl: z.url(),
  topics: z.array(z.object({ value: z.string(), name: z.string() })).min(1),
  words: z.record(z.string(), z.string()),
})

const problemSchema = z.object({
  title: z.string(),
  detail: z.string(),
  stamp: z.string(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
})

let publicApp: PublicApp
let networks = 0
let from: Record<string, string>

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { admin } = await assembleTeam(publicApp.testWorld.world)
  const organisation = { ...testOrganisation, embedOrigins: [listed] }
  await saveOrganisation(publicApp.testWorld.world, { member: admin, organisation })
})

afterAll(() => publicApp.testWorld.close())

beforeEach(() => {
  networks += 1
  from = { 'X-Test-Address': `198.19.${networks}.7`, 'Sec-Fetch-Site': 'cross-site', Origin: listed }
})

async function readForm(lang = 'en'): Promise<z.infer<typeof formSchema>> {
  const form = formSchema.parse(await (await publicApp.get(`/embed/form?lang=${lang}`, from)).json())
  publicApp.testWorld.clock.advance({ seconds: 30 })
  return form
}

async function fill(overrides: Fields = {}): Promise<Fields> {
  const { stamp } = await readForm()
  return { email: 'haneul@mail.example', locale: 'en', topics: ['un-watch'], consent: 'yes', stamp, ...overrides }
}

describe('the plain form on any site', () => {
  const elsewhere = { Origin: 'https://anywhere.example', 'Sec-Fetch-Site': 'cross-site' }

  test('brings what was typed to our own form, where nothing is agreed to yet, and changes nothing', async () => {
    const before = await readEverything(publicApp.testWorld)
    const typed = { email: 'kept@mail.example', locale: 'ko', topics: 'un-watch', consent: 'yes', stamp: 'x' }
    const response = await publicApp.post('/subscribe/from?lang=en', typed, elsewhere)
    const page = await response.text()
    expect([response.status, response.headers.get('Content-Language')]).toEqual([200, 'ko'])
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Content-Encoding')).toBeNull()
    expect(page).toContain('value="kept@mail.example"')
    expect(page).toMatch(/value="un-watch" checked/)
    expect(page).not.toMatch(/name="consent" value="yes"[^>]* checked/)
    expect(page).toContain('거의 다 되었습니다.')
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })

  test('shows what another site put into it as text, and asks nobody to list it', async () => {
    const response = await publicApp.post('/subscribe/from', { email: '"><img src=x onerror=alert(1)>' }, elsewhere)
    const page = await response.text()
    expect(page).not.toContain('<img')
    expect(page).toContain('&quot;&gt;&lt;img')
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex, nofollow')
  })

  test('is asked again at the start when it is opened by its address', async () => {
    const response = await publicApp.get('/subscribe/from?lang=ko')
    expect([response.status, response.headers.get('Location')]).toEqual([302, '/?lang=ko'])
  })

  test('still cannot be sent past our own page', async () => {
    const response = await publicApp.post('/subscribe', await fill(), { ...from, ...elsewhere })
    expect(response.status).toBe(403)
  })
})

describe('the form by script', () => {
  test('is given to a listed site in its language, and read without credentials', async () => {
    const response = await publicApp.get('/embed/form?lang=ko', from)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(listed)
    expect(response.headers.get('Access-Control-Allow-Credentials')).toBeNull()
    expect(response.headers.get('Vary')).toContain('Origin')
    expect(response.headers.get('Set-Cookie')).toBeNull()
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const { words, privacyUrl } = await readForm('ko')
    expect(words['submit']).toBe('구독하기')
    expect(words['consent']).toContain(testOrganisation.name.ko)
    expect(privacyUrl).toBe('https://news.example.org/privacy?lang=ko')
  })

  test('notes a request with the words that were agreed to, and where they stood', async () => {
    const response = await publicApp.post('/embed/subscribe?lang=en', await fill({ email: 'one@mail.example' }), from)
    expect(response.status).toBe(200)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe(listed)
    expect(await response.json()).toMatchObject({ locale: 'en', title: 'Check your inbox' })
    expect(await findConfirmToken(publicApp.testWorld.world, 'one@mail.example')).not.toBeNull()
    const everything = JSON.stringify(await readEverything(publicApp.testWorld))
    expect(everything).toContain('"source":"embedded"')
    expect(everything).not.toContain('one@mail.example')
  })

  test('answers to the byte alike for a new, a pending and an active address, and for a program', async () => {
    const active = await addReader(publicApp.testWorld.world)
    const answers = []
    for (const change of [
      { email: 'new@mail.example' },
      { email: 'new@mail.example' },
      { email: active.email },
      { email: 'program@mail.example', note: 'x' },
    ]) {
      const response = await publicApp.post('/embed/subscribe', await fill(change), from)
      answers.push(JSON.stringify([response.status, [...response.headers], await response.text()]))
    }
    expect(answers[0]).toContain('Check your inbox')
    expect(new Set(answers).size).toBe(1)
    expect(await findConfirmToken(publicApp.testWorld.world, 'program@mail.example')).toBeNull()
  })

  test('names every fault, and gives a new stamp with which the same form is taken', async () => {
    const faulty = await fill({ email: 'no at sign', topics: [], consent: '' })
    const refused = await publicApp.post('/embed/subscribe?lang=ko', faulty, from)
    const problem = problemSchema.parse(await refused.json())
    expect([refused.status, refused.headers.get('Content-Type')]).toEqual([422, 'application/problem+json'])
    expect(problem.title).toBe('살펴볼 곳이 3군데 있습니다')
    expect(problem.errors.map(({ field }) => field)).toEqual(['email', 'topics', 'consent'])

    const stale = await publicApp.post('/embed/subscribe', await fill({ stamp: 'nonsense' }), from)
    const { title, stamp } = problemSchema.parse(await stale.json())
    expect([stale.status, title]).toEqual([422, 'This form was open for a long time'])
    publicApp.testWorld.clock.advance({ seconds: 5 })
    expect((await publicApp.post('/embed/subscribe', await fill({ stamp }), from)).status).toBe(200)
  })

  test('has the budgets of our own form, and the proof of work that lifts the smaller one', async () => {
    const { challenge } = await readForm()
    for (let use = 0; use < rateLimits['subscribe-without-proof-per-network'].points; use += 1) {
      expect((await publicApp.post('/embed/subscribe', await fill(), from)).status).toBe(200)
    }
    const refused = await publicApp.post('/embed/subscribe', await fill(), from)
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '600'])
    const proof = JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) })
    expect((await publicApp.post('/embed/subscribe', await fill({ proof }), from)).status).toBe(200)
  })

  test.each([
    ['https://elsewhere.example'],
    ['http://www.spring.example'],
    ['https://spring.example'],
    ['https://www.spring.example.attacker.example'],
    ['null'],
    [null],
  ])('is neither given to nor taken from %s', async (origin) => {
    const address = { 'X-Test-Address': `198.19.${networks}.7` }
    const foreign = origin === null ? address : { ...address, Origin: origin }
    const before = await readEverything(publicApp.testWorld)
    for (const response of [
      await publicApp.get('/embed/form', foreign),
      await publicApp.post('/embed/subscribe', await fill({ email: 'never@mail.example' }), foreign),
    ]) {
      expect(response.status).toBe(403)
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
      expect(await response.text()).toContain('origin-refused')
    }
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })

  test('asks browsers that ask first only for what it takes', async () => {
    const ask = async (origin: string): Promise<Response> =>
      publicApp.app.request('/embed/subscribe', {
        method: 'OPTIONS',
        headers: { Origin: origin, 'Access-Control-Request-Method': 'POST' },
      })
    const allowed = await ask(listed)
    expect([allowed.status, allowed.headers.get('Access-Control-Allow-Methods')]).toEqual([204, 'GET,POST'])
    expect((await ask('https://elsewhere.example')).headers.get('Access-Control-Allow-Origin')).toBeNull()
  })

  test.each([
    ['JSON', 'application/json', '{"email":"a@mail.example"}', 400],
    ['two addresses', 'application/x-www-form-urlencoded', 'email=a&email=b', 400],
    ['more than a form is', 'application/x-www-form-urlencoded', `email=${'a'.repeat(40_000)}`, 413],
  ])('refuses %s', async (_, type, body, status) => {
    const headers = { ...from, 'Content-Type': type }
    const response = await publicApp.app.request('/embed/subscribe', { method: 'POST', body, headers })
    expect(response.status).toBe(status)
    expect(publicApp.bugs).toEqual([])
  })
})

describe('the script', () => {
  test('is loaded by any site, kept for an hour, and holds nothing of anybody', async () => {
    const response = await publicApp.get('/embed.js', { 'Accept-Encoding': 'gzip' })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=3600',
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
      'content-encoding': 'gzip',
    })
    expect((await response.arrayBuffer()).byteLength).toBeLessThan(5_000)
  })

  test('stores nothing, asks for no time zone and writes no markup', () => {
    const source = readFileSync(join(import.meta.dirname, '../../../src/http/public/assets/embed.js'), 'utf8')
    expect(source).not.toMatch(/cookie|Storage|indexedDB|innerHTML|timeZone|userAgent|screen\.|https?:\/\//)
  })
})

test('the page for those who look after a site shows what to copy, with our own origin, in both languages', async () => {
  for (const lang of ['en', 'ko']) {
    const page = await (await publicApp.get(`/embed?lang=${lang}`)).text()
    const form = `action=&quot;https://news.example.org/subscribe/from?lang=${lang}#subscribe&quot; method=&quot;post&quot;`
    expect(page).toContain(form)
    expect(page).toContain('&lt;script src=&quot;https://news.example.org/embed.js&quot; async&gt;')
    expect(page).not.toContain(listed)
  }
})
