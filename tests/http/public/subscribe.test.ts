import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blockAddress } from '#actions/block-address'
import { unsubscribe } from '#actions/unsubscribe'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import { assembleTeam } from '../../support/campaigns.ts'
import { canaries, findCanaries } from '../../support/canaries.ts'
import { addReader, findConfirmToken } from '../../support/readers.ts'
import { createPublicApp, encodeForm, readEverything, type Fields, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let networks = 0
let headers: Record<string, string>

beforeAll(async () => {
  publicApp = await createPublicApp()
  await assembleTeam(publicApp.testWorld.world)
})

afterAll(() => publicApp.testWorld.close())

// Budgets are counted per network, so every test comes from another.
beforeEach(() => {
  networks += 1
  headers = { 'X-Test-Address': `198.51.${networks}.7` }
})

async function fill(overrides: Fields = {}): Promise<Fields> {
  return {
    email: 'haneul@mail.example',
    locale: 'en',
    topics: ['un-watch', 'starting-over'],
    timeZone: 'Asia/Seoul',
    consent: 'yes',
    stamp: await publicApp.freshStamp(),
    ...overrides,
  }
}

async function findPending(email: string): Promise<Record<string, unknown> | undefined> {
  const { world } = publicApp.testWorld
  const index = world.blindIndex.address(parseEmailAddress(email))
  const { rows } = await world.database.execute(sql`select * from pending_subscriptions where email_index = ${index}`)
  return rows[0]
}

describe('a filled-in form', () => {
  test('notes the request with its choices and says to look for a mail', async () => {
    const response = await publicApp.post('/subscribe', await fill({ email: 'first@mail.example' }), headers)
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Check your inbox')
    expect(await findPending('first@mail.example')).toMatchObject({
      locale: 'en',
      time_zone: 'Asia/Seoul',
      topics: ['un-watch', 'starting-over'],
    })
  })

  test('is answered in the language that was chosen for the letters', async () => {
    const form = await fill({ email: 'second@mail.example', locale: 'ko' })
    const response = await publicApp.post('/subscribe?lang=en', form, headers)
    expect(response.headers.get('Content-Language')).toBe('ko')
    expect(await response.text()).toContain('받은편지함을 확인해 주세요')
  })

  test('works without a time zone and with one that does not exist', async () => {
    const form = await fill({ email: 'third@mail.example', timeZone: 'Mars/Olympus' })
    expect((await publicApp.post('/subscribe', form, headers)).status).toBe(200)
    expect(await findPending('third@mail.example')).toMatchObject({ time_zone: null })
  })

  test('is answered to the byte alike for a new, pending, active, ended and blocked address', async () => {
    const { world } = publicApp.testWorld
    const active = await addReader(world)
    const ended = await addReader(world)
    const token = world.links.sign('unsubscribe', { ids: [ended.id], expiresAt: null })
    await unsubscribe(world, { token, method: 'page' })
    await publicApp.post('/subscribe', await fill({ email: 'pending@mail.example' }), headers)
    await publicApp.post('/subscribe', await fill({ email: 'blocked@mail.example' }), headers)
    const { id } = (await findPending('blocked@mail.example')) ?? {}
    await blockAddress(world, { token: world.links.sign('block', { ids: [String(id)], expiresAt: null }) })

    const addresses = ['new@mail.example', 'pending@mail.example', active.email, ended.email, 'blocked@mail.example']
    const answers: string[] = []
    for (const email of addresses) {
      const response = await publicApp.post('/subscribe', await fill({ email }), headers)
      answers.push(JSON.stringify([response.status, [...response.headers], await response.text()]))
    }
    expect(answers[0]).toContain('Check your inbox')
    expect(new Set(answers).size).toBe(1)
  })
})

describe('a form that cannot be right', () => {
  test('names every fault at its field, keeps what was typed and stores nothing', async () => {
    const before = await readEverything(publicApp.testWorld)
    const form = await fill({ email: 'haneul.mail.example', topics: [], consent: '', locale: 'ko' })
    const response = await publicApp.post('/subscribe', form, headers)
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('3 things to look at')
    for (const field of ['email', 'topics', 'consent']) {
      expect(page).toContain(`href="#field-${field}"`)
      expect(page).toContain(`id="field-${field}"`)
      expect(page).toContain(`id="field-${field}-message"`)
    }
    expect(page).toContain('value="haneul.mail.example"')
    expect(page).toMatch(/value="ko" checked/)
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
  })

  test('keeps topics, consent and time zone as well, and comes back with a new stamp that works', async () => {
    const form = await fill({ email: 'no at sign', topics: ['un-watch'] })
    const page = await (await publicApp.post('/subscribe', form, headers)).text()
    expect(page).toMatch(/value="un-watch" checked/)
    expect(page).not.toMatch(/value="starting-over" checked/)
    expect(page).toMatch(/name="consent" value="yes"[^>]* checked/)
    expect(page).toContain('name="timeZone" value="Asia/Seoul"')
    expect(page).toContain('role="alert" tabindex="-1" autofocus')
  })

  test('says that a topic is not on offer', async () => {
    const response = await publicApp.post('/subscribe', await fill({ topics: ['weather'] }), headers)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('Choose from the topics on the list.')
  })

  test('shows what was typed as text, never as markup', async () => {
    const response = await publicApp.post('/subscribe', await fill({ email: '"><script>alert(1)</script>' }), headers)
    const page = await response.text()
    expect(page).toContain('&quot;&gt;&lt;script&gt;')
    expect(page).not.toContain('<script>alert')
  })

  test.each([
    ['two addresses', { email: ['a@mail.example', 'b@mail.example'] }, 400],
    ['two stamps', { stamp: ['a', 'b'] }, 400],
    ['a very long address', { email: `${'a'.repeat(4000)}@mail.example` }, 422],
    ['control characters', { email: 'a\r\nBcc: b@mail.example' }, 422],
    ['a NUL', { topics: ['un-watch\u0000'] }, 400],
  ])('%s are refused clearly', async (_, overrides, status) => {
    const response = await publicApp.post('/subscribe', await fill(overrides), headers)
    expect(response.status).toBe(status)
    expect(await response.text()).toContain('<h1>')
    expect(publicApp.bugs).toEqual([])
  })

  test.each([
    ['bytes that are not UTF-8', 'application/x-www-form-urlencoded', 'email=%FF%FE&locale=en', 400],
    ['JSON', 'application/json', '{"email":"a@mail.example"}', 400],
    ['a broken multipart body', 'multipart/form-data; boundary=x', '--y\r\nnonsense', 400],
    ['no type at all', '', 'email=a', 400],
    [
      'a body beyond the limit',
      'application/x-www-form-urlencoded',
      'email=' + 'a'.repeat(limits.formBodyBytesMax),
      413,
    ],
  ])('%s are refused clearly', async (_, type, body, status) => {
    const response = await publicApp.app.request('/subscribe', {
      method: 'POST',
      body: new TextEncoder().encode(body),
      headers: { ...headers, ...(type !== '' && { 'Content-Type': type }) },
    })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain('<h1>')
    expect(publicApp.bugs).toEqual([])
  })
})

describe('the guard of the form', () => {
  test('answers a program that fills in the hidden field like everyone, and does nothing', async () => {
    const before = await readEverything(publicApp.testWorld)
    const sent = await publicApp.post('/subscribe', await fill({ email: 'seen@mail.example' }), headers)
    const afterSent = await readEverything(publicApp.testWorld)
    const trapped = await publicApp.post('/subscribe', await fill({ email: 'trap@mail.example', note: 'x' }), headers)
    expect([trapped.status, await trapped.text()]).toEqual([sent.status, await sent.text()])
    expect(afterSent).not.toEqual(before)
    expect(await readEverything(publicApp.testWorld)).toEqual(afterSent)
  })

  test('sends a form that came too fast back as it was, and takes it the second time', async () => {
    const form = await fill({ email: 'quick@mail.example' })
    const tooFast = await publicApp.post('/subscribe', { ...form, stamp: await stampOfNow() }, headers)
    const page = await tooFast.text()
    expect(tooFast.status).toBe(422)
    expect(page).toContain('That was faster than we expected')
    expect(page).toContain('value="quick@mail.example"')
    publicApp.testWorld.clock.advance({ seconds: limits.formFillSecondsMin })
    const stamp = /name="stamp" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect((await publicApp.post('/subscribe', { ...form, stamp }, headers)).status).toBe(200)
  })

  test.each(['', 'nonsense', 'tovsk3.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'sends back a form with the stamp “%s”',
    async (stamp) => {
      const response = await publicApp.post('/subscribe', await fill({ stamp }), headers)
      expect(response.status).toBe(422)
      expect(await response.text()).toContain('Everything you typed is still here.')
    },
  )

  test('sends back a form that was open for more than a day', async () => {
    const form = await fill({ email: 'slow@mail.example' })
    publicApp.testWorld.clock.advance({ hours: limits.formAgeHoursMax, seconds: 1 })
    const response = await publicApp.post('/subscribe', form, headers)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('This form was open for a long time')
    expect(await findPending('slow@mail.example')).toBeUndefined()
  })

  test('refuses a form that another site sends', async () => {
    for (const foreign of [{ 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site', Origin: 'null' }]) {
      const response = await publicApp.post('/subscribe', await fill(), { ...headers, ...foreign })
      expect(response.status).toBe(403)
      expect(await response.text()).toContain('This request came from another site')
    }
    const old = { ...headers, Origin: 'https://elsewhere.example' }
    const request = { method: 'POST', body: encodeForm(await fill()), headers: old }
    expect((await publicApp.app.request('/subscribe', request)).status).toBe(403)
    // Our own `no-referrer` makes browsers send this, and old ones send no Sec-Fetch-Site.
    const own = { ...request, body: encodeForm(await fill()), headers: { ...headers, Origin: 'null' } }
    expect((await publicApp.app.request('/subscribe', own)).status).toBe(200)
  })
})

test('no answer and no header holds the address, except the field it was typed into', async () => {
  const [email] = canaries.addresses
  const sent = await publicApp.post('/subscribe', await fill({ email }), headers)
  expect(findCanaries(JSON.stringify([...sent.headers]) + (await sent.text()))).toEqual([])
  const { world } = publicApp.testWorld
  expect(await findConfirmToken(world, email)).not.toBeNull()
  expect(findCanaries(JSON.stringify(await readEverything(publicApp.testWorld)))).toEqual([])
})

async function stampOfNow(): Promise<string> {
  const stamp = await publicApp.freshStamp()
  publicApp.testWorld.clock.advance({ seconds: -30 })
  return stamp
}
