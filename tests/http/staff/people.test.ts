import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { expectProblem } from './support/expect-problem.ts'
import { cookieOf, createStaffSite, password, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let admin: string

beforeAll(async () => {
  site = await createStaffSite({ organisation: false })
  admin = await site.as('admin')
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const send = (method: string, path: string, as: string, body: object = {}): Promise<Answer> =>
  site.ask(path, { method, body, as })

const idOf = async (as: string): Promise<string> => textOf((await site.ask('/api/me', { as })).json['id'])

const lastAudit = async (): Promise<{ action: string; subject: string; actor_id: string; detail: object }> => {
  const { rows } = await site.testDatabase.pool.query<Awaited<ReturnType<typeof lastAudit>>>(
    'select action, subject, actor_id, detail from audit_events order by id desc limit 1',
  )
  if (!rows[0]) throw new Error('Nothing is on record.')
  return rows[0]
}

describe('the staff', () => {
  test('are listed for administrators, with whether they have a second factor', async () => {
    const { email } = await site.join('translator', { name: 'Bora' })
    const { json } = await site.ask('/api/staff', { as: admin })
    expect(json['members']).toContainEqual({
      id: expect.any(String),
      name: 'Bora',
      email,
      role: 'translator',
      joinedAt: expect.any(String),
      hasSecondFactor: false,
    })
    expect(json['members']).toContainEqual(
      expect.objectContaining({ id: await idOf(admin), role: 'admin', hasSecondFactor: true }),
    )
    expectProblem(await site.ask('/api/staff', { as: await site.as('approver') }), {
      status: 403,
      code: 'role-missing',
    })
  })

  test('get another role, which holds from the next request on', async () => {
    const editor = await site.as('editor')
    const id = await idOf(editor)
    expect((await send('PUT', `/api/staff/${id}/role`, admin, { role: 'approver' })).status).toBe(204)
    expect((await site.ask('/api/me', { as: editor })).json['role']).toBe('approver')
    expect(await lastAudit()).toEqual({
      action: 'role-changed',
      subject: id,
      actor_id: await idOf(admin),
      detail: { before: 'editor', after: 'approver' },
    })
  })

  test('who are not there get none', async () => {
    const answer = await send('PUT', '/api/staff/nobody/role', admin, { role: 'editor' })
    expectProblem(answer, { status: 404, code: 'not-found' })
  })
})

describe('somebody who leaves', () => {
  test('is signed out, cannot sign in again, and is known by name alone', async () => {
    const { email } = await site.join('editor', { name: 'Somebody' })
    const as = await site.addApp(await site.signIn(email))
    const id = await idOf(as)
    expect((await send('DELETE', `/api/staff/${id}`, admin)).status).toBe(204)
    expect((await site.ask('/api/me', { as })).status).toBe(401)
    const body = { email, password }
    const again = await site.ask('/api/auth/sign-in/email', { method: 'POST', body })
    expectProblem(again, { status: 401, code: 'sign-in-failed' })
    const { rows } = await site.testDatabase.pool.query('select * from staff where id = $1', [id])
    expect(rows).toMatchObject([{ name: 'Somebody', left_at: expect.anything() }])
    expect(JSON.stringify(rows)).not.toContain(email)
    for (const table of ['staff_accounts', 'staff_sessions', 'staff_two_factors', 'staff_passkeys']) {
      const left = await site.testDatabase.pool.query(`select from ${table} where user_id = $1`, [id])
      expect([table, left.rowCount]).toEqual([table, 0])
    }
    expect((await site.ask('/api/staff', { as: admin })).text).not.toContain(id)
    expectProblem(await send('DELETE', `/api/staff/${id}`, admin), { status: 404, code: 'not-found' })
  })

  test('in the middle of signing in does not get in', async () => {
    const { email } = await site.join('editor')
    const id = await idOf(await site.addApp(await site.signIn(email)))
    const first = await site.ask('/api/auth/sign-in/email', { method: 'POST', body: { email, password } })
    await send('DELETE', `/api/staff/${id}`, admin)
    const second = await site.ask('/api/auth/two-factor/verify-totp', {
      method: 'POST',
      body: { code: await site.codeOf(email) },
      as: cookieOf(first.headers, 'second-step'),
    })
    expectProblem(second, { status: 401, code: 'sign-in-expired' })
  })

  test('can be invited again with the same address', async () => {
    const { email } = await site.join('editor')
    const id = await idOf(await site.signIn(email))
    await send('DELETE', `/api/staff/${id}`, admin)
    await site.join('editor', { email })
    expect(await idOf(await site.signIn(email))).not.toBe(id)
  })

  test('loses the keys that they made', async () => {
    const other = await site.as('admin')
    const { json } = await send('POST', '/api/api-keys', other, { name: 'One', scopes: [], days: 1 })
    const headers = { Authorization: `Bearer ${textOf(json['key'])}` }
    expect((await site.ask('/api/campaigns', { headers })).status).toBe(200)
    await send('DELETE', `/api/staff/${await idOf(other)}`, admin)
    expectProblem(await site.ask('/api/campaigns', { headers }), { status: 401, code: 'key-invalid' })
  })
})

describe('one administrator', () => {
  test('always stays, also when two demote each other at the same instant', async () => {
    const alone = await createStaffSite({ organisation: false })
    const [one, two] = [await alone.as('admin'), await alone.as('admin')]
    const idIn = async (as: string): Promise<string> => textOf((await alone.ask('/api/me', { as })).json['id'])
    const [first, second] = [await idIn(one), await idIn(two)]
    const demote = (id: string, as: string): Promise<Answer> =>
      alone.ask(`/api/staff/${id}/role`, { method: 'PUT', body: { role: 'editor' }, as })
    const answers = await Promise.all([demote(second, one), demote(first, two)])
    // Where one request is done before the other is looked at, its sender is no administrator any more.
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect([
      [204, 403],
      [204, 409],
    ]).toContainEqual(statuses)
    const [left, last] = answers[0].status === 204 ? [one, first] : [two, second]
    expectProblem(await demote(last, left), { status: 409, code: 'last-administrator' })
    const removal = await alone.ask(`/api/staff/${last}`, { method: 'DELETE', as: left })
    expectProblem(removal, { status: 409, code: 'last-administrator' })
    expect(alone.bugs).toEqual([])
    await alone[Symbol.asyncDispose]()
  })
})

describe('invitations', () => {
  test('are listed while they are open, and can be taken back', async () => {
    const invited = await send('POST', '/api/staff/invitations', admin, { role: 'editor' })
    const { pathname } = new URL(textOf(invited.json['url']))
    const list = async (): Promise<Answer> => site.ask('/api/staff/invitations', { as: admin })
    const [open] = Object.values((await list()).json['invitations'] ?? {})
    expect(open).toMatchObject({ role: 'editor', invitedBy: { id: await idOf(admin) } })
    expect((await list()).text).not.toContain(pathname.split('/').at(-1))
    expect((await send('DELETE', `/api/staff/invitations/${textOf(open?.['id'])}`, admin)).status).toBe(204)
    expect((await site.ask(pathname)).status).toBe(404)
    expect(await lastAudit()).toMatchObject({ action: 'invitation-revoked', subject: open?.['id'] })
  })

  test('that were accepted are neither listed nor taken back', async () => {
    await site.join('editor')
    const { rows } = await site.testDatabase.pool.query<{ id: string }>(
      'select id from staff_invitations where accepted_at is not null limit 1',
    )
    const id = rows[0]?.id ?? ''
    expect((await site.ask('/api/staff/invitations', { as: admin })).text).not.toContain(id)
    expectProblem(await send('DELETE', `/api/staff/invitations/${id}`, admin), { status: 404, code: 'not-found' })
  })
})

describe('your own account', () => {
  let editor: string
  beforeAll(async () => {
    editor = await site.as('editor')
  })

  test('has a name and a language that you change', async () => {
    const as = editor
    expect((await send('PATCH', '/api/me', as, { name: ' 서하늘 ', locale: 'ko' })).status).toBe(204)
    expect((await site.ask('/api/me', { as })).json).toMatchObject({ name: '서하늘', locale: 'ko' })
    expect((await send('PATCH', '/api/me', as, { locale: 'en' })).status).toBe(204)
    expect((await site.ask('/api/me', { as })).json).toMatchObject({ name: '서하늘', locale: 'en' })
  })

  test.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ locale: 'fr' }, 'locale'],
    [{ role: 'admin' }, 'role'],
    [{ email: 'other@staff.example' }, 'email'],
  ])('takes no %j', async (body, field) => {
    const answer = await send('PATCH', '/api/me', editor, body)
    expect(answer.status).toBe(400)
    expect(answer.json['errors']).toMatchObject([{ field }])
  })

  test('refuses a new password that is easily guessed', async () => {
    const body = { currentPassword: password, newPassword: 'aaaaaaaaaaaaaaaa' }
    const answer = await send('POST', '/api/auth/change-password', editor, body)
    expectProblem(answer, {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'newPassword', code: 'password-too-plain' }],
    })
  })
})

describe('your own sessions', () => {
  const sessionsSchema = z.object({ sessions: z.array(z.object({ id: z.string(), isThis: z.boolean() })) })
  const list = async (as: string): Promise<z.infer<typeof sessionsSchema>['sessions']> =>
    sessionsSchema.parse((await site.ask('/api/me/sessions', { as })).json).sessions
  const twice = async (): Promise<[string, string]> => {
    const { email } = await site.join('editor')
    return [await site.signIn(email), await site.signIn(email)]
  }

  test('are listed without their tokens, and the one that asks is marked', async () => {
    const [first, second] = await twice()
    const { text } = await site.ask('/api/me/sessions', { as: first })
    const sessions = await list(first)
    expect(sessions).toHaveLength(2)
    expect(sessions.filter(({ isThis }) => isThis)).toHaveLength(1)
    for (const cookie of [first, second]) expect(text).not.toContain(cookie.split('=')[1]?.split('.')[0])
  })

  test('end one by one', async () => {
    const [first, second] = await twice()
    const other = (await list(first)).find(({ isThis }) => !isThis)?.id ?? ''
    expect((await send('DELETE', `/api/me/sessions/${other}`, first)).status).toBe(204)
    expect((await site.ask('/api/me', { as: second })).status).toBe(401)
    expect((await site.ask('/api/me', { as: first })).status).toBe(200)
    expectProblem(await send('DELETE', `/api/me/sessions/${other}`, first), { status: 404, code: 'not-found' })
  })

  test('are nobody else’s to end', async () => {
    const [first] = await twice()
    const id = (await list(first))[0]?.id ?? ''
    expectProblem(await send('DELETE', `/api/me/sessions/${id}`, admin), { status: 404, code: 'not-found' })
  })

  test('end all at once, with this one or without', async () => {
    const [first, second] = await twice()
    expect((await send('POST', '/api/auth/revoke-other-sessions', first)).status).toBe(200)
    expect((await site.ask('/api/me', { as: second })).status).toBe(401)
    expect((await send('POST', '/api/auth/revoke-sessions', first)).status).toBe(200)
    expect((await site.ask('/api/me', { as: first })).status).toBe(401)
  })
})
