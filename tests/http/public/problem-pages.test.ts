import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { subscribe } from '#actions/subscribe'
import { openDatabase } from '#database/database'
import { limits } from '#domain/limits'
import { locales } from '#domain/locale'
import { wordsIn } from '#http/words'
import { buildStaffApp } from '#runtimes/build-staff-app'
import { projectRoot } from '#runtimes/project-root'
import { assembleTeam } from '../../support/campaigns.ts'
import { buildRequest, findConfirmToken } from '../../support/readers.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
/** The same pages while their database is away. */
let cutOff: PublicApp

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, keyRing } = publicApp.testWorld
  await assembleTeam(world)
  // Nothing listens at port 1.
  const away = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
  const worldCutOff = { ...world, database: away.database }
  const staffApp = buildStaffApp({
    world: worldCutOff,
    keyRing,
    clientAddress: () => null,
    assetsDirectory: `${projectRoot()}/src/http/public/assets`,
    reportBug: () => {},
  })
  cutOff = await createPublicApp({ world: worldCutOff, mount: [{ path: '/', app: staffApp }] })
})

afterAll(async () => {
  await cutOff.testWorld.close()
  await publicApp.testWorld.close()
})

const foreign = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://elsewhere.example' }

/** Every refusal that is a page of its own, by its status. */
const problems = [
  { status: 400, ask: (lang: string) => publicApp.post(`/subscribe?lang=${lang}`, { email: ['a', 'b'] }) },
  { status: 403, ask: (lang: string) => publicApp.post(`/preferences?lang=${lang}`, {}, foreign) },
  { status: 404, ask: (lang: string) => publicApp.get(`/nothing/here?lang=${lang}`) },
  { status: 404, ask: (lang: string) => publicApp.get(`/confirm/unknown?lang=${lang}`) },
  { status: 405, ask: (lang: string) => publicApp.post(`/privacy?lang=${lang}`, {}) },
  { status: 413, ask: (lang: string) => publicApp.post(`/verify?lang=${lang}`, { code: 'x'.repeat(40_000) }) },
  { status: 422, ask: (lang: string) => publicApp.post(`/verify?lang=${lang}`, { code: '' }) },
  { status: 503, ask: (lang: string) => cutOff.get(`/letters?lang=${lang}`) },
] as const

describe.each(problems)('a page with status $status', ({ status, ask }) => {
  test.each(locales)('is whole, in %s, and leads somewhere from here', async (locale) => {
    const response = await ask(locale)
    const page = await response.text()
    expect([response.status, response.headers.get('Content-Language')]).toEqual([status, locale])
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex, nofollow')
    expect(page).toContain(`<html lang="${locale}">`)
    expect(page.match(/<h1[ >]/g)).toHaveLength(1)
    expect(page).toMatch(/<main[^>]*>[\s\S]*(href|action)="\//)
    expect(page).not.toMatch(/ at .*\.(ts|js):|Error:|select "/)
  })
})

test('an expired link says how to get another', async () => {
  const { world, clock } = publicApp.testWorld
  const request = buildRequest()
  await subscribe(world, request)
  const token = await findConfirmToken(world, request.email)
  clock.advance({ days: limits.pendingSubscriptionDays, minutes: 1 })
  const response = await publicApp.get(`/confirm/${token}`)
  expect(response.status).toBe(410)
  expect(await response.text()).toContain(wordsIn('en').page('problem.subscribeAgain'))
})

test('a network that asks too much is told how long to wait, in the page and in the header', async () => {
  const headers = { 'X-Test-Address': '198.18.77.1' }
  let response = await publicApp.get('/verify?code=7K4Q-2M9X-5', headers)
  while (response.status === 200) response = await publicApp.get('/verify?code=7K4Q-2M9X-5', headers)
  expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '600'])
  expect(await response.text()).toContain('Please wait 10 minutes and try again.')
})

test('a wrong method is answered with the right ones', async () => {
  const answered = await publicApp.post('/letters', {})
  expect([answered.status, answered.headers.get('Allow')]).toEqual([405, 'GET'])
  const put = await publicApp.app.request('https://news.example.org/subscribe', { method: 'PUT' })
  expect([put.status, put.headers.get('Allow')]).toEqual([405, 'GET, POST'])
  expect((await publicApp.post('/nothing/here', {})).status).toBe(404)
})

describe('while the database is away', () => {
  test('pages say when to come back, and nobody is told of a bug', async () => {
    for (const path of ['/', '/letters', '/letters/x', '/calendar', '/privacy', '/nothing/here']) {
      const response = await cutOff.get(path)
      expect([path, response.status]).toEqual([path, 503])
      expect(response.headers.get('Retry-After')).toBe(String(limits.outageWaitSeconds))
      expect(await response.text()).toContain('We will be back in a few minutes')
    }
    expect(cutOff.bugs).toEqual([])
  })

  test('a form that was sent is told so, and where it stands nothing was done', async () => {
    const response = await cutOff.post('/preferences', { email: 'a@mail.example' })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain('go back: what you typed is still there')
  })

  test('what needs no database is answered still', async () => {
    expect((await cutOff.get('/assets/site.css')).status).toBe(200)
    expect((await cutOff.get('/embed.js')).status).toBe(200)
    expect((await cutOff.get('/health/live')).status).toBe(200)
    const refused = await cutOff.post('/subscribe', {}, foreign)
    expect(refused.status).toBe(403)
    expect(await refused.text()).toContain('This request came from another site')
  })

  test('the API answers with a problem that programs can read', async () => {
    const cookie = '__Host-northlight.session_token=unknown.signature'
    const body = JSON.stringify({ name: 'Somebody', email: 'staff@staff.example', password: 'four plain words here' })
    const response = await cutOff.app.request('https://news.example.org/api/invitations/unknown/accept', {
      method: 'POST',
      body,
      headers: { Origin: 'https://news.example.org', 'Content-Type': 'application/json', Cookie: cookie },
    })
    expect([response.status, await response.clone().text()]).toEqual([503, expect.any(String)])
    expect(response.headers.get('Content-Type')).toBe('application/problem+json')
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(await response.json()).toMatchObject({ code: 'unavailable', status: 503, errors: [] })
  })
})
