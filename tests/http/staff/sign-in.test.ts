import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rateLimits } from '#domain/limits'
import { cookieOf, createStaffSite, password, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
})

afterAll(() => site[Symbol.asyncDispose]())

const signIn = (body: unknown, headers = {}) => site.ask('/api/auth/sign-in/email', { method: 'POST', body, headers })

describe('signing in', () => {
  test('gives a session that names the member', async () => {
    const { email } = await site.join('editor', { name: 'Haneul Seo', locale: 'ko' })
    const cookie = await site.signIn(` ${email.toUpperCase()} `)
    const me = await site.ask('/api/me', { as: cookie })
    expect(me.status).toBe(200)
    expect(me.json).toEqual({
      id: expect.any(String),
      name: 'Haneul Seo',
      email,
      role: 'editor',
      locale: 'ko',
      secondFactors: [],
      confirmedUntil: null,
    })
  })

  test('sets a cookie that only this very site gets back, and no script', async () => {
    const { email } = await site.join('editor')
    const { headers } = await signIn({ email, password })
    const line = headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-northlight-session='))
    expect(line).toMatch(/; Path=\//)
    expect(line).toMatch(/; Secure/)
    expect(line).toMatch(/; HttpOnly/)
    expect(line).toMatch(/; SameSite=Strict/i)
    expect(line).not.toMatch(/; Domain=/i)
  })

  test('keeps the session token out of every body', async () => {
    const { email } = await site.join('editor')
    const answer = await signIn({ email, password })
    const cookie = cookieOf(answer.headers)
    const token = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1)).split('.')[0] ?? ''
    const session = await site.ask('/api/auth/get-session', { as: cookie })
    expect(token.length).toBeGreaterThan(20)
    expect(session.json['user']).toMatchObject({ email })
    expect(answer.text + session.text).not.toContain(token)
  })

  test('stores neither network address nor browser', async () => {
    const { email } = await site.join('editor')
    await signIn({ email, password }, { 'User-Agent': 'Tell-tale/1.0', 'X-Forwarded-For': '198.51.100.9' })
    const { rows } = await site.testDatabase.pool.query('select ip_address, user_agent from staff_sessions')
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toEqual({ ip_address: null, user_agent: null })
  })

  test('replaces an earlier session of the same browser', async () => {
    const { email } = await site.join('editor')
    const first = await site.signIn(email)
    const second = cookieOf((await signIn({ email, password }, { Cookie: first })).headers)
    expect(second).not.toBe(first)
    expect((await site.ask('/api/me', { as: first })).status).toBe(401)
    expect((await site.ask('/api/me', { as: second })).status).toBe(200)
  })

  test('lasts twelve hours, and looking at it prolongs nothing', async () => {
    const cookie = await site.as('editor')
    const read = async () => {
      const { rows } = await site.testDatabase.pool.query<{ id: string; hours: number; ends: string }>(
        `select id, extract(epoch from expires_at - created_at)::int / 3600 as hours, expires_at::text as ends
         from staff_sessions order by created_at desc limit 1`,
      )
      return rows[0]
    }
    const before = await read()
    expect(before?.hours).toBe(12)
    await site.testDatabase.pool.query(
      `update staff_sessions set expires_at = now() + interval '1 minute' where id = $1`,
      [before?.id],
    )
    const almostOver = await read()
    const { headers } = await site.ask('/api/me', { as: cookie })
    await site.ask('/api/auth/get-session', { as: cookie })
    expect(headers.getSetCookie()).toEqual([])
    expect(await read()).toEqual(almostOver)
    await site.testDatabase.pool.query(
      `update staff_sessions set expires_at = now() - interval '1 second' where id = $1`,
      [before?.id],
    )
    expect((await site.ask('/api/me', { as: cookie })).status).toBe(401)
  })

  test('ends with signing out', async () => {
    const cookie = await site.as('editor')
    expect((await site.ask('/api/auth/sign-out', { method: 'POST', as: cookie })).status).toBe(200)
    expect((await site.ask('/api/me', { as: cookie })).status).toBe(401)
  })

  test('works with the new password once it is changed, and not with the old', async () => {
    const { email } = await site.join('editor')
    const as = await site.signIn(email)
    const change = (body: object) => site.ask('/api/auth/change-password', { method: 'POST', as, body })
    const wrong = await change({ currentPassword: 'not the present one', newPassword: 'another four plain words' })
    expect(wrong.status).toBe(400)
    expect(wrong.json['errors']).toMatchObject([{ field: 'currentPassword', code: 'password-wrong' }])
    expect((await change({ currentPassword: password, newPassword: 'another four plain words' })).status).toBe(200)
    expect((await signIn({ email, password })).status).toBe(401)
    expect((await signIn({ email, password: 'another four plain words' })).status).toBe(200)
  })
})

describe('signing in is refused', () => {
  test.each(['a wrong password', 'nobody’s address'])('for %s, in the same words', async (which) => {
    const { email } = await site.join('editor')
    const answer = await signIn(
      which === 'a wrong password'
        ? { email, password: 'some other words' }
        : { email: 'nobody@staff.example', password },
    )
    expect(answer.status).toBe(401)
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect(answer.json).toEqual({
      type: 'urn:northlight:problem:sign-in-failed',
      title: 'Address and password do not belong together',
      status: 401,
      detail: 'Check both and try again. Capitals matter in the password.',
      code: 'sign-in-failed',
      errors: [],
    })
  })

  test('after too many attempts on one account, even with the right password, whether or not there is such an account', async () => {
    const { email } = await site.join('editor')
    const { points, seconds } = rateLimits['sign-in-per-account']
    for (const address of [email, 'stranger@staff.example']) {
      for (let attempt = 0; attempt < points; attempt += 1) {
        expect((await signIn({ email: address, password: 'some other words' })).status).toBe(401)
      }
      const last = await signIn({ email: address.toUpperCase(), password })
      expect([last.status, last.json['code']]).toEqual([429, 'rate-limited'])
      expect(last.headers.get('Retry-After')).toBe(String(seconds))
    }
  })

  test('after too many attempts from one network, on whichever account', async () => {
    const network = { 'X-Network': '192.0.2.7' }
    for (let attempt = 0; attempt < rateLimits['sign-in-per-network'].points; attempt += 1) {
      const { status } = await signIn({ email: `guess-${attempt}@staff.example`, password }, network)
      expect(status).toBe(401)
    }
    const { email } = await site.join('editor')
    expect((await signIn({ email, password }, { 'X-Network': '192.0.2.200' })).status).toBe(429)
    expect((await signIn({ email, password })).status).toBe(200)
    const { rows } = await site.testDatabase.pool.query('select key from rate_limits')
    expect(JSON.stringify(rows)).not.toMatch(/staff\.example|192\.0\.2/)
  })

  test.each([
    [{}, ['email', 'password']],
    [{ email: 'somebody@staff.example', password: 12 }, ['password']],
    [{ email: 'no address', password }, ['email']],
    [[], ['']],
  ])('for %j, naming %j', async (body, fields) => {
    const { status, json } = await signIn(body)
    expect([400, 422]).toContain(status)
    expect(json['errors']).toMatchObject(fields.map((field) => ({ field })))
  })
})
