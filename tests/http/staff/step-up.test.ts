import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const nowhere = '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'

type Call = readonly [method: string, path: string, body: object]

/** Everything grave that a route of ours does. */
const grave: readonly Call[] = [
  ['POST', `/api/campaigns/${nowhere}/approve`, { fingerprint: 'f' }],
  ['POST', '/api/subscribers/trace', { email: 'nobody@readers.example' }],
  ['POST', '/api/subscribers/import', { source: 'a list', rows: [] }],
  ['POST', '/api/subscribers/lift-suppression', { email: 'nobody@readers.example', suppression: 'bounced' }],
  ['POST', '/api/subscribers/change', { email: 'nobody@readers.example', locale: 'en', topics: ['un-watch'] }],
  ['POST', '/api/subscribers/end', { email: 'nobody@readers.example', wish: 'left' }],
  ['POST', '/api/sending/resume', {}],
  ['POST', '/api/watch-list', { text: '?' }],
  ['POST', '/api/watch-list/try', { text: 'somebody' }],
  ['DELETE', `/api/watch-list/${nowhere}`, {}],
  ['POST', '/api/staff/invitations', { role: 'editor' }],
  ['PUT', '/api/staff/nobody/role', { role: 'editor' }],
  ['DELETE', '/api/staff/nobody', {}],
  ['POST', '/api/api-keys', { name: 'One', scopes: [], days: 1 }],
]

const ask = ([method, path, body]: Call, as: string): Promise<Answer> => site.ask(path, { method, body, as })

describe.each(grave)('%s %s', (...call) => {
  test('asks for a second factor shown within ten minutes, and names the ways there are', async () => {
    const as = await site.as('admin')
    expect((await ask(call, as)).text).not.toContain('step-up-required')
    site.clock.advance({ minutes: limits.confirmationMinutes, seconds: 1 })
    const late = await ask(call, as)
    expectProblem(late, { status: 403, code: 'step-up-required' })
    expect(late.json['ways']).toEqual(['totp', 'recovery'])
    await site.confirm(as)
    expect((await ask(call, as)).text).not.toContain('step-up-required')
  })
})

describe('what is grave', () => {
  const resume = (as: string): Promise<Answer> => ask(['POST', '/api/sending/resume', {}], as)

  test('is not open to somebody without any second factor, who is told to set one up', async () => {
    const { email } = await site.join('admin')
    const refusal = await resume(await site.signIn(email))
    expectProblem(refusal, { status: 403, code: 'second-factor-missing' })
    expect(refusal.json['detail']).toMatch(/passkey/)
  })

  test('is not opened by the second factor of another session', async () => {
    const { email } = await site.join('admin')
    const first = await site.addApp(await site.signIn(email))
    const second = await site.signIn(email)
    site.clock.advance({ minutes: 11 })
    await site.confirm(first)
    expect((await resume(first)).status).toBe(204)
    expectProblem(await resume(second), { status: 403, code: 'step-up-required' })
  })

  test('is not opened by a clock that was set back', async () => {
    const as = await site.as('admin')
    site.clock.advance({ minutes: -30 })
    expectProblem(await resume(as), { status: 403, code: 'step-up-required' })
    site.clock.advance({ minutes: 30 })
  })

  test('is refused for the role first, so that nobody confirms in vain', async () => {
    const as = await site.as('translator')
    site.clock.advance({ minutes: 11 })
    expectProblem(await resume(as), { status: 403, code: 'role-missing' })
  })

  test('does not include stopping, pausing and revoking, which must be quick', async () => {
    const { email } = await site.join('admin')
    const as = await site.signIn(email)
    expect((await site.ask('/api/sending/stop', { method: 'POST', as })).status).toBe(204)
    const call = (path: string): Promise<Answer> => site.ask(path, { method: 'DELETE', as })
    expectProblem(await call(`/api/api-keys/${nowhere}`), { status: 404, code: 'not-found' })
    expectProblem(await call(`/api/staff/invitations/${nowhere}`), { status: 404, code: 'not-found' })
  })
})

describe('confirming', () => {
  test.each([
    ['totp', { code: '123456' }],
    ['recovery', { code: 'abcde-fghij' }],
    ['passkey', { response: { id: 'x' } }],
  ])('by %s is refused to somebody who does not have that', async (way, body) => {
    const { email } = await site.join('editor')
    const answer = await site.ask(`/api/step-up/${way}`, { method: 'POST', body, as: await site.signIn(email) })
    expectProblem(answer, { status: 403, code: 'second-factor-missing' })
  })

  test('says until when it holds', async () => {
    const as = await site.as('editor')
    const { json } = await site.ask('/api/me', { as })
    expect(json['confirmedUntil']).toBe(site.world.now().add({ minutes: limits.confirmationMinutes }).toString())
  })
})
