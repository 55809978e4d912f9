import { afterAll, beforeAll, expect, test } from 'vitest'
import { suppressAddress } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let admin: string

beforeAll(async () => {
  site = await createStaffSite()
  admin = await site.as('admin')
})

afterAll(() => site[Symbol.asyncDispose]())

const lift = (body: unknown, as: string | null = admin) =>
  site.ask('/api/subscribers/lift-suppression', { method: 'POST', body, as })

test('an administrator has mail go to an address again, and is told what stands', async () => {
  const { world } = site
  const { email } = await addReader(world)
  const hash = world.blindIndex.suppression(parseEmailAddress(email))
  await suppressAddress(world.database, hash, 'bounced', world.now())
  await suppressAddress(world.database, hash, 'complained', world.now())
  const answer = await lift({ email, suppression: 'bounced' })
  expect([answer.status, answer.json]).toEqual([
    200,
    { lifted: true, subscribed: true, suppressions: [{ reason: 'complained', since: world.now().toString() }] },
  ])
  expect(answer.text).not.toContain('@')
  expect((await lift({ email, suppression: 'complained', because: 'A slip of the finger, they write.' })).json).toEqual(
    {
      lifted: true,
      subscribed: true,
      suppressions: [],
    },
  )
})

const email = 'nobody@readers.example'

test.each([
  [{ email: 'not-an-address', suppression: 'bounced' }, 422, 'address-malformed', 'email'],
  [{ email, suppression: 'complained' }, 422, 'reason-missing', 'because'],
  [{ email, suppression: 'complained', because: `${email} asked` }, 422, 'reason-names-address', 'because'],
  [{ email, suppression: 'left', because: 'They came back.' }, 400, 'input-invalid', 'suppression'],
  [{ email, suppression: 'blocked', because: 'They came back.' }, 400, 'input-invalid', 'suppression'],
  [{ email, suppression: 'bounced', because: 'x'.repeat(501) }, 400, 'input-invalid', 'because'],
  [{ email, suppression: 'bounced', because: 'one line\nanother' }, 400, 'input-invalid', 'because'],
  [{ suppression: 'bounced' }, 400, 'input-invalid', 'email'],
])('%j is refused with the field and the remedy', async (body, status, code, field) => {
  const answer = await lift(body)
  expectProblem(answer, { status, code, errors: [{ field }] })
  expect(answer.text).not.toContain('nobody@')
})

test('nobody else may, and strangers must sign in', async () => {
  const body = { email, suppression: 'bounced' }
  expectProblem(await lift(body, await site.as('approver')), { status: 403, code: 'role-missing' })
  expectProblem(await lift(body, null), { status: 401, code: 'sign-in-required' })
})
