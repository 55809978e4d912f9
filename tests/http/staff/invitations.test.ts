import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviteStaff } from '#actions/invite-staff'
import { staffRoles } from '#domain/staff'
import { createStaffSite, password, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const pathOf = async (role: (typeof staffRoles)[number] = 'editor'): Promise<string> =>
  new URL((await inviteStaff(site.world, { member: null, role })).url).pathname

const apiPathOf = (path: string): string => `/api${path.replace('/staff', '')}/accept`

const person = { name: '서하늘', email: 'haneul@staff.example', password }

function send(
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string | null> = {},
): Promise<Answer> {
  return site.ask(path, {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
  })
}

describe('an administrator invites', () => {
  test.each(staffRoles)('somebody as %s, who then has that role', async (role) => {
    const invited = await site.ask('/api/staff/invitations', {
      method: 'POST',
      as: await site.as('admin'),
      body: { role },
    })
    expect(invited.status).toBe(201)
    expect(Temporal.Instant.from(textOf(invited.json['expiresAt'])).epochMilliseconds).toBe(
      site.world.now().add({ hours: 72 }).epochMilliseconds,
    )
    const path = new URL(textOf(invited.json['url'])).pathname
    const email = `invited-${role}@staff.example`
    const joined = await site.ask(apiPathOf(path), { method: 'POST', body: { ...person, email, locale: 'ko' } })
    expect([joined.status, joined.json]).toEqual([201, { id: expect.any(String), role }])
    const me = await site.ask('/api/me', { as: await site.signIn(email) })
    expect(me.json).toMatchObject({ name: '서하늘', role, locale: 'ko' })
  })

  test('nobody as something that is no role', async () => {
    const as = await site.as('admin')
    const { status, json } = await site.ask('/api/staff/invitations', { method: 'POST', as, body: { role: 'owner' } })
    expect(status).toBe(400)
    expect(json['errors']).toMatchObject([
      { field: 'role', code: 'not-one-of', message: expect.stringContaining('editor, translator') },
    ])
  })
})

describe('the page of an invitation', () => {
  test.each([
    ['en', 'Join the staff', 'as an approver'],
    ['ko', '담당자로 함께하기', '승인 담당으로'],
  ])('in %s asks for what an account needs, and changes nothing', async (locale, title, role) => {
    const path = await pathOf('approver')
    const first = await site.ask(path, { headers: { 'Accept-Language': locale } })
    const second = await site.ask(path, { headers: { 'Accept-Language': locale } })
    expect(first.status).toBe(200)
    expect(first.text).toContain(`<html lang="${locale}">`)
    expect(first.text).toContain(title)
    expect(first.text).toContain(role)
    expect(first.text).toMatch(/<input type="password"[^>]* autocomplete="new-password"/)
    expect(second.text).toBe(first.text)
    expect(first.headers.get('Cache-Control')).toBe('no-store')
    expect(first.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(first.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
    expect(first.headers.get('X-Robots-Tag')).toContain('noindex')
  })

  test('makes the account, once', async () => {
    const path = await pathOf()
    const email = 'once@staff.example'
    const done = await send(
      `${path}?lang=ko`,
      { ...person, email },
      { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' },
    )
    expect(done.status).toBe(200)
    expect(done.text).toContain('계정이 준비되었습니다')
    expect(done.text).not.toContain(email)
    expect((await site.ask('/api/me', { as: await site.signIn(email) })).json).toMatchObject({
      locale: 'ko',
      role: 'editor',
    })
    const again = await send(path, { ...person, email: 'second@staff.example' })
    expect(again.status).toBe(404)
    expect(again.text).toContain('This invitation does not work')
    expect((await site.ask(path)).status).toBe(404)
  })

  test.each([
    ['a name left out', { name: ' ' }, 'name', 'Write something here.'],
    ['a name in two lines', { name: 'A\r\nB' }, 'name', 'Remove control characters'],
    ['an address without a domain', { email: 'haneul' }, 'email', 'An email address has one @ sign'],
    ['a short password', { password: 'short one' }, 'password', 'Use at least 12 characters'],
    ['a password of one letter', { password: 'a'.repeat(20) }, 'password', 'easily guessed'],
    [
      'the address for a password',
      { password: 'haneul2026haneul', email: 'haneul2026@staff.example' },
      'password',
      'easily guessed',
    ],
  ])('keeps what was typed when there is %s', async (_, change, field, message) => {
    const path = await pathOf()
    const typed = { ...person, email: 'kept@staff.example', ...change }
    const { status, text } = await send(path, typed)
    expect(status).toBe(422)
    expect(text).toContain(`href="#field-${field}"`)
    expect(text).toContain(message)
    expect(text).toContain(`value="${typed.email}"`)
    expect(text).not.toContain(typed.password)
    expect((await send(path, { ...person, email: `${crypto.randomUUID()}@staff.example` })).status).toBe(200)
  })

  test('shows what was typed as text', async () => {
    const { text } = await send(await pathOf(), { ...person, name: 'A <b>bold</b> "name"', password: 'short' })
    expect(text).toContain('value="A &lt;b&gt;bold&lt;/b&gt; &quot;name&quot;"')
    expect(text).not.toContain('<b>')
  })

  test('says so when the address has an account, and stays open', async () => {
    const { email } = await site.join('editor')
    const path = await pathOf()
    const { status, text } = await send(path, { ...person, email })
    expect(status).toBe(422)
    expect(text).toContain('There is an account with this address already')
    expect((await send(path, { ...person, email: 'free@staff.example' })).status).toBe(200)
  })

  test('cannot be sent by another site', async () => {
    const { status } = await send(await pathOf(), person, { Origin: 'https://evil.example' })
    expect(status).toBe(403)
  })

  test('is gone after three days', async () => {
    const path = await pathOf()
    site.clock.advance({ hours: 72 })
    expect((await site.ask(path)).status).toBe(404)
    expect((await send(path, person)).status).toBe(404)
  })
})

describe('an invitation accepted by a script', () => {
  test('is refused with every field to mend', async () => {
    const body = { name: '', email: 'nobody', password: 'short' }
    const { status, json } = await site.ask(apiPathOf(await pathOf()), { method: 'POST', body })
    expect(status).toBe(400)
    expect(json['errors']).toMatchObject([
      { field: 'name', code: 'text-empty' },
      { field: 'email', code: 'address-malformed' },
      { field: 'password', code: 'password-too-short' },
    ])
  })

  test('cannot choose its role', async () => {
    const body = { ...person, email: 'chooser@staff.example', role: 'admin' }
    const { status, json } = await site.ask(apiPathOf(await pathOf('translator')), { method: 'POST', body })
    expect([status, json['errors']?.[0]?.['field']]).toEqual([400, 'role'])
  })

  test('goes to one of many who use the link at once', async () => {
    const path = apiPathOf(await pathOf())
    const crowd = Array.from({ length: 24 }, (_, index) => ({ ...person, email: `crowd-${index}@staff.example` }))
    const answers = await Promise.all(crowd.map((body) => site.ask(path, { method: 'POST', body })))
    expect(answers.map(({ status }) => status).toSorted((a, z) => a - z)).toEqual([
      201,
      ...Array.from({ length: 23 }, () => 404),
    ])
    const { rows } = await site.testDatabase.pool.query(`select from staff where email like 'crowd-%'`)
    expect(rows).toHaveLength(1)
  })

  test.each(['unknown', 'x'.repeat(300), '%00'])('with the token %s does not work', async (token) => {
    const { status, json } = await site.ask(`/api/invitations/${token}/accept`, { method: 'POST', body: person })
    expect(status).toBe(404)
    expect(['invitation-invalid', 'not-found']).toContain(json['code'])
  })
})
