import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { keyScopes } from '#domain/staff'
import { buildRevision } from '../../support/campaigns.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type Answer, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let admin: string

beforeAll(async () => {
  site = await createStaffSite()
  admin = await site.as('admin')
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

type Key = { readonly id: string; readonly key: string }

const make = (body: object, as = admin): Promise<Answer> => site.ask('/api/api-keys', { method: 'POST', as, body })

async function makeKey(scopes: readonly string[], days = 30): Promise<Key> {
  const { json } = await make({ name: 'A program', scopes, days })
  return { id: textOf(json['id']), key: textOf(json['key']) }
}

/** As a program asks: with its key, without Origin and without a cookie. */
const askWith = (key: string, method: string, path: string, body: object = {}): Promise<Answer> =>
  site.ask(path, {
    method,
    ...(method !== 'GET' && { body }),
    headers: { Origin: null, Authorization: `Bearer ${key}` },
  })

const draft = (slug: string): object => ({ name: slug, slug })

describe('a key', () => {
  test('is shown once, in a form that scanners for secrets know, and only its hash is kept', async () => {
    const { id, key } = await makeKey([])
    expect(key).toMatch(/^nlk_[0-9a-f]{72}$/)
    const list = await site.ask('/api/api-keys', { as: admin })
    expect(list.text).not.toContain(key.slice(4, 20))
    const { rows } = await site.testDatabase.pool.query('select * from api_keys where id = $1', [id])
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toContain(key.slice(4, 20))
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(key).toString('hex').slice(0, 40))
  })

  test('reads what all staff may read, without a session and without an Origin', async () => {
    const { key } = await makeKey([])
    for (const path of ['/api/campaigns', '/api/topics', '/api/facts', '/api/organisation', '/api/sending']) {
      expect([path, (await askWith(key, 'GET', path)).status]).toEqual([path, 200])
    }
  })

  test('changes what its scopes name, in the name of its maker, and leaves its own mark on the record', async () => {
    const { id, key } = await makeKey(['create-campaign', 'write-campaign'])
    const begun = await askWith(key, 'POST', '/api/campaigns', draft('by-a-key'))
    expect(begun.status).toBe(201)
    const campaign = `/api/campaigns/${textOf(begun.json['id'])}`
    expect((await askWith(key, 'POST', `${campaign}/revisions`, buildRevision())).status).toBe(201)
    const me = await site.ask('/api/me', { as: admin })
    const { json } = await site.ask(`/api/audit?subject=${id}`, { as: admin })
    expect(json['events']).toMatchObject([
      { action: 'api-key-used', actor: { id: me.json['id'] }, detail: { request: `POST ${campaign}/revisions` } },
      { action: 'api-key-used', actor: { id: me.json['id'] }, detail: { request: 'POST /api/campaigns' } },
      { action: 'api-key-created' },
    ])
  })

  test('leaves nothing of a path on the record that can be no id', async () => {
    const { id, key } = await makeKey(['write-campaign'])
    for (const path of ['/api/campaigns/mina@mail.example/revisions', '/api/campaigns/mina%40mail.example/revisions'])
      expect((await askWith(key, 'POST', path, buildRevision())).status).toBe(404)
    const { json, text } = await site.ask(`/api/audit?subject=${id}`, { as: admin })
    const marked = { action: 'api-key-used', detail: { request: 'POST /api/campaigns/…/revisions' } }
    expect(json['events']).toMatchObject([marked, marked, { action: 'api-key-created' }])
    expect(text).not.toContain('mina')
  })

  test('changes nothing that its scopes do not name', async () => {
    const { key } = await makeKey(['write-campaign'])
    expectProblem(await askWith(key, 'POST', '/api/campaigns', draft('not-this-one')), {
      status: 403,
      code: 'scope-missing',
    })
  })

  test('notes the day of its last use', async () => {
    const { id, key } = await makeKey([])
    const lastUse = async (): Promise<Json | undefined> => {
      const { json } = await site.ask('/api/api-keys', { as: admin })
      return Object.values(json['keys'] ?? {}).find((one) => textOf(one['id']) === id)?.['lastUsedOn']
    }
    expect(await lastUse()).toBeNull()
    await askWith(key, 'GET', '/api/topics')
    expect(await lastUse()).toBe('2026-05-13')
  })

  test('outweighs a cookie: with a key that is not enough, nobody is signed in', async () => {
    const { key } = await makeKey([])
    const headers = { Authorization: `Bearer ${key}` }
    const answer = await site.ask('/api/campaigns', { method: 'POST', as: admin, body: draft('two-ways'), headers })
    expectProblem(answer, { status: 403, code: 'scope-missing' })
  })
})

describe('no key, whatever its scopes,', () => {
  const nowhere = '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'
  let key: string

  beforeAll(async () => {
    ;({ key } = await makeKey(keyScopes))
  })

  test.each([
    ['POST', `/api/campaigns/${nowhere}/approve`],
    ['POST', `/api/campaigns/${nowhere}/cancel`],
    ['POST', '/api/subscribers/trace'],
    ['POST', '/api/subscribers/import'],
    ['POST', '/api/sending/resume'],
    ['GET', '/api/watch-list'],
    ['PUT', '/api/organisation'],
    ['GET', '/api/me'],
    ['PATCH', '/api/me'],
    ['GET', '/api/me/sessions'],
    ['POST', '/api/step-up/totp'],
    ['GET', '/api/staff'],
    ['POST', '/api/staff/invitations'],
    ['PUT', '/api/staff/somebody/role'],
    ['POST', '/api/api-keys'],
    ['GET', '/api/audit'],
    ['POST', '/api/auth/sign-in/email'],
    ['GET', '/api/auth/get-session'],
  ])('may %s %s', async (method, path) => {
    expectProblem(await askWith(key, method, path), { status: 403, code: 'key-not-accepted' })
  })
})

describe('a key is refused', () => {
  const refused = { status: 401, code: 'key-invalid' }

  test.each(['', 'nlk_', 'garbage', `nlk_${'0'.repeat(72)}`])('that was never one: “%s”', async (key) => {
    const answer = await askWith(key, 'GET', '/api/topics')
    expectProblem(answer, refused)
    expect(answer.headers.get('WWW-Authenticate')).toBe('Bearer')
  })

  test('with a slip in it', async () => {
    const { key } = await makeKey([])
    const slipped = `${key.slice(0, 10)}${key[10] === 'a' ? 'b' : 'a'}${key.slice(11)}`
    expectProblem(await askWith(slipped, 'GET', '/api/topics'), refused)
  })

  test('once it is revoked, at once', async () => {
    const { id, key } = await makeKey([])
    const revoke = (): Promise<Answer> => site.ask(`/api/api-keys/${id}`, { method: 'DELETE', as: admin })
    expect((await revoke()).status).toBe(204)
    expectProblem(await askWith(key, 'GET', '/api/topics'), refused)
    expectProblem(await revoke(), { status: 404, code: 'not-found' })
  })

  test('once its time is over', async () => {
    const other = await createStaffSite()
    const { json } = await other.ask('/api/api-keys', {
      method: 'POST',
      as: await other.as('admin'),
      body: { name: 'Short', scopes: [], days: 1 },
    })
    const headers = { Authorization: `Bearer ${textOf(json['key'])}` }
    other.clock.advance({ hours: 23, minutes: 59 })
    expect((await other.ask('/api/topics', { headers })).status).toBe(200)
    other.clock.advance({ minutes: 1 })
    expectProblem(await other.ask('/api/topics', { headers }), refused)
    await other[Symbol.asyncDispose]()
  })

  test('what its maker may no longer do', async () => {
    const maker = await site.as('admin')
    const { json } = await make({ name: 'Editor’s', scopes: ['edit-facts', 'write-campaign'], days: 1 }, maker)
    const key = textOf(json['key'])
    const { json: me } = await site.ask('/api/me', { as: maker })
    const path = `/api/staff/${textOf(me['id'])}/role`
    expect((await site.ask(path, { method: 'PUT', as: admin, body: { role: 'translator' } })).status).toBe(204)
    const retire = await askWith(key, 'PUT', '/api/facts/NOT-01/retirement', { retired: true, reason: 'x' })
    expectProblem(retire, { status: 403, code: 'role-missing' })
  })
})

describe('making a key is refused', () => {
  const right = { name: 'One', scopes: [], days: 30 }

  test.each([
    ['a scope that no key may have', { ...right, scopes: ['approve-campaign'] }, 'scopes.0'],
    ['more than a year', { ...right, days: 366 }, 'days'],
    ['no time at all', { ...right, days: 0 }, 'days'],
    ['a name that names nothing', { ...right, name: '  ' }, 'name'],
  ])('with %s', async (_, body, field) => {
    const answer = await make(body)
    expect(answer.status).toBe(400)
    expect(answer.json['errors']).toMatchObject([{ field }])
  })

  test('to whoever is no administrator', async () => {
    expectProblem(await make(right, await site.as('approver')), { status: 403, code: 'role-missing' })
  })
})
