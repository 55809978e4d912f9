import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { staffRoles, type StaffRole } from '#domain/staff'
import { seed } from '../../domain/support/seed.ts'
import { buildRevision, realContents, testOrganisation } from '../../support/campaigns.ts'
import { createStaffSite, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
const cookies = new Map<StaffRole, string>()

beforeAll(async () => {
  site = await createStaffSite()
  for (const role of staffRoles) cookies.set(role, await site.as(role))
})

afterAll(() => site[Symbol.asyncDispose]())

const nowhere = '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'

const fact = {
  statement: { en: 'One.', ko: '하나.' },
  value: null,
  unit: null,
  asOf: null,
  asOfLabel: { en: 'undated', ko: '날짜 없음' },
  publisher: 'Somebody',
  author: null,
  sourceTitle: null,
  sourceUrl: null,
  certainty: 'firm',
  conflictsWith: [],
  staleAfterMonths: null,
  note: null,
}

type Call = { readonly method: string; readonly path: string; readonly body?: object }

/** Every change, and who may make it. What they concern does not exist, so that whoever may gets something but 403. */
const changes: readonly (Call & { readonly allowed: readonly StaffRole[] })[] = [
  { method: 'PUT', path: '/api/organisation', body: testOrganisation, allowed: ['admin'] },
  { method: 'POST', path: '/api/staff/invitations', body: { role: 'editor' }, allowed: ['admin'] },
  { method: 'GET', path: '/api/staff/invitations', allowed: ['admin'] },
  { method: 'DELETE', path: `/api/staff/invitations/${nowhere}`, allowed: ['admin'] },
  { method: 'GET', path: '/api/staff', allowed: ['admin'] },
  { method: 'PUT', path: '/api/staff/nobody/role', body: { role: 'editor' }, allowed: ['admin'] },
  { method: 'DELETE', path: '/api/staff/nobody', allowed: ['admin'] },
  { method: 'GET', path: '/api/api-keys', allowed: ['admin'] },
  { method: 'POST', path: '/api/api-keys', body: { name: 'One', scopes: [], days: 1 }, allowed: ['admin'] },
  { method: 'DELETE', path: `/api/api-keys/${nowhere}`, allowed: ['admin'] },
  { method: 'GET', path: '/api/audit', allowed: ['admin'] },
  { method: 'GET', path: '/api/audit/check', allowed: ['admin'] },
  {
    method: 'POST',
    path: '/api/subscribers/import',
    body: { source: 'a list', rows: [{ email: 'x', locale: 'en', topics: [], consentedAt: '2026-01-01T00:00:00Z' }] },
    allowed: ['admin'],
  },
  {
    method: 'POST',
    path: '/api/subscribers/change',
    body: { email: 'nobody@readers.example', locale: 'en', topics: ['un-watch'] },
    allowed: ['admin'],
  },
  {
    method: 'POST',
    path: '/api/subscribers/end',
    body: { email: 'nobody@readers.example', wish: 'left' },
    allowed: ['admin'],
  },
  {
    method: 'POST',
    path: '/api/subscribers/lift-suppression',
    body: { email: 'nobody@readers.example', suppression: 'bounced' },
    allowed: ['admin'],
  },
  {
    method: 'POST',
    path: '/api/campaigns',
    body: { name: 'One', slug: 'one' },
    allowed: ['editor', 'approver', 'admin'],
  },
  { method: 'POST', path: `/api/campaigns/${nowhere}/revisions`, body: buildRevision(), allowed: staffRoles },
  {
    method: 'PUT',
    path: `/api/campaigns/${nowhere}/schedule`,
    body: { mode: 'instant', date: '2026-06-01', time: '09:00', timeZone: 'Asia/Seoul' },
    allowed: ['editor', 'approver', 'admin'],
  },
  { method: 'POST', path: `/api/campaigns/${nowhere}/submit`, allowed: staffRoles },
  {
    method: 'POST',
    path: `/api/campaigns/${nowhere}/approve`,
    body: { fingerprint: 'f' },
    allowed: ['approver', 'admin'],
  },
  {
    method: 'POST',
    path: `/api/campaigns/${nowhere}/return`,
    body: { text: 'Once more.' },
    allowed: ['approver', 'admin'],
  },
  { method: 'POST', path: `/api/campaigns/${nowhere}/comments`, body: { text: 'Why?' }, allowed: staffRoles },
  { method: 'POST', path: `/api/campaigns/${nowhere}/comments/${nowhere}/settle`, allowed: staffRoles },
  { method: 'POST', path: `/api/campaigns/${nowhere}/test`, allowed: staffRoles },
  { method: 'POST', path: `/api/campaigns/${nowhere}/pause`, allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: `/api/campaigns/${nowhere}/resume`, allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: `/api/campaigns/${nowhere}/cancel`, allowed: ['editor', 'approver', 'admin'] },
  {
    method: 'PUT',
    path: '/api/library/letter/nowhere',
    body: { basedOn: null, entry: realContents },
    allowed: ['editor', 'approver', 'admin'],
  },
  {
    method: 'PUT',
    path: '/api/library/cause/cause',
    body: { basedOn: null, entry: seed.cause },
    allowed: ['admin'],
  },
  {
    method: 'PUT',
    path: '/api/library/cautions/cautions',
    body: { basedOn: null, entry: seed.cautions },
    allowed: ['admin'],
  },
  {
    method: 'POST',
    path: '/api/library/issue/nowhere/reset',
    body: { basedOn: '0'.repeat(64) },
    allowed: ['editor', 'approver', 'admin'],
  },
  { method: 'POST', path: '/api/library/issue/nowhere/retire', allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: '/api/library/issue/nowhere/bring-back', allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: `/api/forgery-reports/${nowhere}/done`, allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: '/api/sending/stop', allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: '/api/sending/resume', allowed: ['editor', 'approver', 'admin'] },
  {
    method: 'PUT',
    path: `/api/campaigns/${nowhere}/provider`,
    body: { provider: null, onProviderTrouble: 'hold' },
    allowed: ['editor', 'approver', 'admin'],
  },
  { method: 'POST', path: '/api/sending/providers/smtp/stop', allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: '/api/sending/providers/smtp/resume', allowed: ['editor', 'approver', 'admin'] },
  {
    method: 'PUT',
    path: '/api/sending/providers/smtp/warm-up',
    body: { startsOn: null },
    allowed: ['admin'],
  },
  { method: 'POST', path: '/api/facts', body: { id: 'CNT-01', fact }, allowed: ['editor', 'approver', 'admin'] },
  { method: 'PUT', path: '/api/facts/NOT-01', body: { fact, reason: 'x' }, allowed: ['editor', 'approver', 'admin'] },
  {
    method: 'PUT',
    path: '/api/facts/NOT-01/retirement',
    body: { retired: true, reason: 'x' },
    allowed: ['editor', 'approver', 'admin'],
  },
  { method: 'POST', path: `/api/campaigns/${nowhere}/correction`, allowed: ['editor', 'approver', 'admin'] },
  { method: 'POST', path: '/api/watch-list', body: { text: '?' }, allowed: ['admin'] },
  { method: 'POST', path: '/api/watch-list/try', body: { text: 'somebody' }, allowed: ['admin'] },
  { method: 'GET', path: '/api/watch-list', allowed: ['admin'] },
  { method: 'DELETE', path: `/api/watch-list/${nowhere}`, allowed: ['admin'] },
]

describe.each(staffRoles)('%s', (role) => {
  test.each(changes)('$method $path', async ({ method, path, body, allowed }) => {
    const answer = await site.ask(path, { method, body, as: cookies.get(role) ?? '' })
    const isRefused = answer.status === 403 && answer.text.includes('"role-missing"')
    expect(isRefused).toBe(!allowed.includes(role))
    expect([401, 500]).not.toContain(answer.status)
  })
})

describe('without a session', () => {
  test('every documented route but the invitation answers 401 before it looks at anything', async () => {
    const { json } = await site.ask('/api/openapi.json')
    const calls = callsOf(json).filter(({ path }) => !/^\/api\/(invitations|auth)\//.test(path))
    for (const { method, path } of calls) {
      const answer = await site.ask(path, { method, ...(method !== 'GET' && { body: {} }) })
      expect([path, answer.status, answer.json['code']]).toEqual([path, 401, 'sign-in-required'])
      expect(answer.headers.get('Cache-Control')).toBe('no-store')
    }
    expect(calls.length).toBeGreaterThan(20)
  })

  test.each(['', 'garbage', 'abc.def'])('a made-up cookie “%s” is no session', async (value) => {
    const { status } = await site.ask('/api/me', { as: `__Host-northlight-session=${value}` })
    expect(status).toBe(401)
  })

  test('a session token with another signature is no session', async () => {
    const cookie = cookies.get('admin') ?? ''
    const forged = `${cookie.slice(0, -12)}AAAA${cookie.slice(-8)}`
    expect((await site.ask('/api/me', { as: forged })).status).toBe(401)
  })
})

describe('a change with a session', () => {
  const stop = (headers: Record<string, string | null>) =>
    site.ask('/api/sending/stop', { method: 'POST', as: cookies.get('admin') ?? '', headers })

  test.each([
    ['our Origin', {}],
    ['our Origin, and a browser that confirms it', { 'Sec-Fetch-Site': 'same-origin' }],
    ['no Origin, but a browser that says same-origin', { Origin: null, 'Sec-Fetch-Site': 'same-origin' }],
    ['Origin null, but a browser that says same-origin', { Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }],
    ['JSON with a charset', { 'Content-Type': 'application/json; charset=utf-8' }],
  ])('is taken with %s', async (_, headers) => {
    expect((await stop(headers)).status).toBe(204)
  })

  test.each([
    ['another site’s Origin', { Origin: 'https://evil.example' }],
    ['a look-alike Origin', { Origin: 'https://news.example.org.evil.example' }],
    ['our host over http', { Origin: 'http://news.example.org' }],
    ['no Origin and no word of a browser', { Origin: null }],
    ['Origin null', { Origin: 'null' }],
    ['a browser that says cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a browser that says same-site', { Origin: null, 'Sec-Fetch-Site': 'same-site' }],
    [
      'another Origin and a browser that says same-origin',
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' },
    ],
  ])('is refused with %s', async (_, headers) => {
    const { status, json } = await stop(headers)
    expect([status, json['code']]).toEqual([403, 'origin-refused'])
  })

  test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', null])(
    'is refused as %s',
    async (type) => {
      const { status, json } = await stop({ 'Content-Type': type })
      expect([status, json['code']]).toEqual([415, 'media-type-unsupported'])
    },
  )

  test('is refused to another site in signing in as well', async () => {
    const { status } = await site.ask('/api/auth/sign-in/email', {
      method: 'POST',
      body: { email: 'somebody@staff.example', password: 'irrelevant words' },
      headers: { Origin: 'https://evil.example' },
    })
    expect(status).toBe(403)
  })
})

describe('better-auth answers nothing beside what staff need', () => {
  test.each([
    [
      'POST',
      '/api/auth/sign-up/email',
      { name: 'Eve', email: 'eve@staff.example', password: 'four plain words here', role: 'admin' },
    ],
    ['POST', '/api/auth/update-user', { role: 'admin' }],
    ['POST', '/api/auth/change-email', { newEmail: 'eve@staff.example' }],
    ['POST', '/api/auth/request-password-reset', { email: 'eve@staff.example' }],
    ['POST', '/api/auth/sign-in/social', { provider: 'google' }],
    ['POST', '/api/auth/delete-user', {}],
    ['GET', '/api/auth/error', undefined],
    ['GET', '/api/auth/ok', undefined],
    ['GET', '/api/auth/callback/google', undefined],
    ['GET', '/api/auth/list-sessions', undefined],
    ['POST', '/api/auth/revoke-session', { token: 'x' }],
    ['POST', '/api/auth/update-session', {}],
    ['POST', '/api/auth/verify-password', { password: 'x' }],
    ['POST', '/api/auth/two-factor/get-totp-uri', { password: 'four plain words here' }],
    ['POST', '/api/auth/two-factor/send-otp', {}],
    ['POST', '/api/auth/two-factor/verify-otp', { code: '000000' }],
    ['GET', '/api/auth/passkey/list-user-passkeys', undefined],
  ])('%s %s', async (method, path, body) => {
    const { status, headers, json } = await site.ask(path, { method, body, as: cookies.get('editor') ?? '' })
    expect([status, json['code']]).toEqual([404, 'not-found'])
    expect(headers.get('Content-Type')).toBe('application/problem+json')
  })
})

function callsOf(document: Json): Call[] {
  return Object.entries(document['paths'] ?? {}).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => ({
      method: method.toUpperCase(),
      path: path.replace('{id}', nowhere).replace('{name}', 'smtp'),
    })),
  )
}
