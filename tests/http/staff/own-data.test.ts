import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findSubscriber } from '#database/subscriber-queries'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let admin: string
let approver: string

beforeAll(async () => {
  site = await createStaffSite()
  admin = await site.as('admin')
  approver = await site.as('approver')
})

afterAll(() => site[Symbol.asyncDispose]())

const post = (path: string, body: unknown, as: string | null) => site.ask(path, { method: 'POST', body, as })

describe('POST /api/subscribers/look-up', () => {
  const lookUp = (body: unknown, as: string | null = approver) => post('/api/subscribers/look-up', body, as)

  test('says how an address stands, with the evidence of consent and without the address', async () => {
    const { email } = await addReader(site.world, { locale: 'ko', timeZone: 'Asia/Seoul' })
    const { status, json, text } = await lookUp({ email })
    const at = site.world.now().toString()
    const wording = { id: 'subscribe-form', version: 1 }
    expect([status, json]).toEqual([
      200,
      {
        subscription: {
          confirmedAt: at,
          endedAt: null,
          locale: 'ko',
          timeZone: 'Asia/Seoul',
          topics: ['days-of-remembrance'],
          cadence: 'every',
          pausedUntil: null,
        },
        consents: [
          { kind: 'requested', source: 'test', locale: 'ko', wording, at },
          { kind: 'confirmed', source: 'confirmation-link', locale: 'ko', wording, at },
        ],
        suppressions: [],
      },
    ])
    expect(text).not.toContain('@')
  })

  test('answers for a stranger, refuses what is no address, and asks for a role and a session', async () => {
    expect((await lookUp({ email: 'nobody@readers.example' })).json).toEqual({
      subscription: null,
      consents: [],
      suppressions: [],
    })
    const malformed = await lookUp({ email: 'not-an-address' })
    expectProblem(malformed, { status: 422, code: 'address-malformed', errors: [{ field: 'email' }] })
    expect(malformed.text).not.toContain('not-an-address')
    const email = 'nobody@readers.example'
    expectProblem(await lookUp({ email }, await site.as('editor')), { status: 403, code: 'role-missing' })
    expectProblem(await lookUp({ email }, null), { status: 401, code: 'sign-in-required' })
  })
})

describe('POST /api/subscribers/erase', () => {
  const erase = (body: unknown, as: string | null = admin) => post('/api/subscribers/erase', body, as)

  test('erases a reader, and says whether there was one', async () => {
    const { id, email } = await addReader(site.world)
    expect(await erase({ email })).toMatchObject({ status: 200, json: { erased: true } })
    expect(await findSubscriber(site.world.database, id)).toMatchObject({ emailSealed: null })
    expect(await erase({ email })).toMatchObject({ status: 200, json: { erased: false } })
  })

  test('is for administrators alone', async () => {
    const { id, email } = await addReader(site.world)
    expectProblem(await erase({ email }, approver), { status: 403, code: 'role-missing' })
    expectProblem(await erase({ email }, null), { status: 401, code: 'sign-in-required' })
    expectProblem(await erase({}), { status: 400, code: 'input-invalid', errors: [{ field: 'email' }] })
    expect(await findSubscriber(site.world.database, id)).toMatchObject({ endedAt: null })
  })
})

test('GET /api/retention tells staff what is due, and strangers nothing', async () => {
  const { status, json } = await site.ask('/api/retention', { as: await site.as('editor') })
  expect([status, json]).toEqual([
    200,
    {
      retention: { leaverDays: 30, deliveryMonths: 24 },
      kept: [
        { kind: 'leavers', due: 0, nextAt: null },
        { kind: 'letters', due: 0, nextAt: null },
        { kind: 'digests', due: 0, nextAt: null },
        { kind: 'requests', due: 0, nextAt: expect.any(String) as string },
        { kind: 'addressChanges', due: 0, nextAt: null },
        { kind: 'visits', due: 0, nextAt: null },
      ],
      unfinishedErasures: 1,
    },
  ])
  expectProblem(await site.ask('/api/retention', { as: null }), { status: 401, code: 'sign-in-required' })
})
