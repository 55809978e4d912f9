import { afterAll, beforeAll, expect, test } from 'vitest'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let approver: string

beforeAll(async () => {
  site = await createStaffSite()
  approver = await site.as('approver')
})

afterAll(() => site[Symbol.asyncDispose]())

const trace = (body: unknown, as: string | null = approver) =>
  site.ask('/api/subscribers/trace', { method: 'POST', body, as })

test('staff are told what is known of one reader’s mail', async () => {
  const { email } = await addReader(site.world)
  const { status, json, text } = await trace({ email })
  expect([status, json]).toEqual([
    200,
    {
      subscription: { confirmedAt: site.world.now().toString(), endedAt: null },
      requestedAt: null,
      suppressions: [],
      letters: [],
    },
  ])
  expect(text).not.toContain('@')
})

test('staff are told that an address is not on the list', async () => {
  expect((await trace({ email: 'nobody@readers.example' })).json).toMatchObject({ subscription: null })
})

test('an address that is none is refused with words that do not repeat it', async () => {
  const answer = await trace({ email: 'not-an-address' })
  expectProblem(answer, { status: 422, code: 'address-malformed', errors: [{ field: 'email' }] })
  expect(answer.text).not.toContain('not-an-address')
  expectProblem(await trace({}), { status: 400, code: 'input-invalid', errors: [{ field: 'email' }] })
})

test('editors and strangers may not ask', async () => {
  expectProblem(await trace({ email: 'nobody@readers.example' }, await site.as('editor')), {
    status: 403,
    code: 'role-missing',
  })
  expectProblem(await trace({ email: 'nobody@readers.example' }, null), { status: 401, code: 'sign-in-required' })
})
