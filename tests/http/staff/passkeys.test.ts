import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createSoftwarePasskey, type SoftwarePasskey } from './support/software-passkey.ts'
import { expectProblem } from './support/expect-problem.ts'
import { cookieOf, createStaffSite, password, textOf, type Answer, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
})

afterAll(async () => {
  expect(site.bugs).toEqual([])
  await site[Symbol.asyncDispose]()
})

const post = (path: string, body: object, as?: string): Promise<Answer> =>
  site.ask(path, { method: 'POST', body, ...(as !== undefined && { as }) })

const refused = { status: 401, code: 'passkey-refused' }

type Ceremony = { readonly options: { readonly challenge: string }; readonly cookie: string; readonly answer: Answer }

async function begin(path: string, body: object, as?: string): Promise<Ceremony> {
  const answer = await post(`/api/auth/passkey/${path}`, body, as)
  const challenge = answer.status === 200 ? textOf(answer.json['challenge']) : ''
  const own = cookieOf(answer.headers, 'passkey')
  return { options: { challenge }, cookie: as === undefined ? own : `${as}; ${own}`, answer }
}

const beginSignIn = (as?: string): Promise<Ceremony> => begin('generate-authenticate-options', {}, as)

/** Registers a passkey for whoever has this cookie. */
async function register(as: string, passkey: SoftwarePasskey, { unlocked = true, name = 'Key' } = {}): Promise<Answer> {
  const { options, cookie } = await begin('generate-register-options', { password }, as)
  const response = passkey.register(options, unlocked)
  return post('/api/auth/passkey/verify-registration', { response, name }, cookie)
}

async function signInWith(passkey: SoftwarePasskey, { unlocked = true } = {}): Promise<Answer> {
  const { options, cookie } = await beginSignIn()
  const response = passkey.authenticate(options, unlocked)
  return post('/api/auth/passkey/verify-authentication', { response }, cookie)
}

async function joinWithPasskey(): Promise<{ email: string; as: string; passkey: SoftwarePasskey }> {
  const { email } = await site.join('approver')
  const as = await site.signIn(email)
  const passkey = createSoftwarePasskey(site.world.publicUrl)
  expect((await register(as, passkey)).status).toBe(200)
  return { email, as, passkey }
}

describe('a passkey', () => {
  test('signs in without a password, and counts as a second factor', async () => {
    const { email, passkey } = await joinWithPasskey()
    const signedIn = await signInWith(passkey)
    expect(signedIn.status).toBe(200)
    const { json } = await site.ask('/api/me', { as: cookieOf(signedIn.headers) })
    expect(json).toMatchObject({ email, secondFactors: ['passkey'], confirmedUntil: '2026-05-13T03:10:00Z' })
    expect(signedIn.text).not.toContain(cookieOf(signedIn.headers).split('=')[1]?.split('.')[0] ?? '')
  })

  test('must be unlocked when it is added and each time that it is used', async () => {
    const { passkey } = await joinWithPasskey()
    expectProblem(await signInWith(passkey, { unlocked: false }), refused)
    const { email } = await site.join('editor')
    const as = await site.signIn(email)
    const locked = createSoftwarePasskey(site.world.publicUrl)
    expectProblem(await register(as, locked, { unlocked: false }), refused)
    expect((await site.ask('/api/me', { as })).json['secondFactors']).toEqual([])
  })

  test('is asked to be unlocked, whichever the ceremony', async () => {
    const { email } = await site.join('editor')
    const adding = await begin('generate-register-options', { password }, await site.signIn(email))
    expect(adding.answer.json['authenticatorSelection']).toMatchObject({ userVerification: 'required' })
    expect((await beginSignIn()).answer.json['userVerification']).toBe('required')
  })

  test('of another site is refused', async () => {
    const { email } = await site.join('editor')
    const foreign = createSoftwarePasskey('https://news.example.com')
    expectProblem(await register(await site.signIn(email), foreign), refused)
  })

  test('that nobody has registered is refused', async () => {
    expectProblem(await signInWith(createSoftwarePasskey(site.world.publicUrl)), refused)
  })

  test('answers a challenge once', async () => {
    const { passkey } = await joinWithPasskey()
    const { options, cookie } = await beginSignIn()
    const response = passkey.authenticate(options)
    const answer = (): Promise<Answer> => post('/api/auth/passkey/verify-authentication', { response }, cookie)
    expect((await answer()).status).toBe(200)
    expectProblem(await answer(), refused)
  })

  test('confirms a session of its owner, and leaves it the one that it was', async () => {
    const { email, passkey } = await joinWithPasskey()
    const as = await site.signIn(email)
    const confirm = async (): Promise<Answer> => {
      const { options, cookie } = await beginSignIn(as)
      return post('/api/step-up/passkey', { response: passkey.authenticate(options) }, cookie)
    }
    expect((await site.ask('/api/me', { as })).json['confirmedUntil']).toBeNull()
    const confirmed = await confirm()
    expect([confirmed.status, cookieOf(confirmed.headers)]).toEqual([204, ''])
    expect((await site.ask('/api/me', { as })).json['confirmedUntil']).not.toBeNull()
    const { json } = await site.ask('/api/me/sessions', { as })
    expect(json['sessions']).toHaveLength(2)
  })

  test('confirms nobody else’s session', async () => {
    const { passkey } = await joinWithPasskey()
    const other = await joinWithPasskey()
    const as = await site.signIn(other.email)
    const { options, cookie } = await beginSignIn(as)
    expectProblem(await post('/api/step-up/passkey', { response: passkey.authenticate(options) }, cookie), refused)
    expect((await site.ask('/api/me', { as })).json['confirmedUntil']).toBeNull()
  })
})

describe('passkeys are kept', () => {
  test('by name, for their owner alone, and without their keys in any answer', async () => {
    const { email } = await site.join('editor')
    const as = await site.signIn(email)
    const added = await register(as, createSoftwarePasskey(site.world.publicUrl), { name: ' Blue key ' })
    expect(added.json).toEqual({ id: expect.any(String), name: 'Blue key' })
    const { json } = await site.ask('/api/me/second-factors', { as })
    expect(json['passkeys']).toEqual([
      { id: added.json['id'], name: 'Blue key', createdAt: expect.any(String), isSynced: false },
    ])
    const id = textOf(added.json['id'])
    const stranger = await site.as('admin')
    const rename = (cookie: string): Promise<Answer> =>
      post('/api/auth/passkey/update-passkey', { id, name: 'Mine' }, cookie)
    expectProblem(await rename(stranger), { status: 404, code: 'not-found' })
    expectProblem(await post('/api/auth/passkey/delete-passkey', { id }, stranger), { status: 404, code: 'not-found' })
  })

  test('with a name that can be changed, and removed, once it is confirmed that it is they', async () => {
    const { as, passkey } = await joinWithPasskey()
    const { json } = await site.ask('/api/me/second-factors', { as })
    const id = textOf(json['passkeys']?.[0]?.['id'])
    expectProblem(await post('/api/auth/passkey/delete-passkey', { id }, as), {
      status: 403,
      code: 'step-up-required',
    })
    const confirmed = cookieOf((await signInWith(passkey)).headers)
    expect((await post('/api/auth/passkey/update-passkey', { id, name: 'Desk' }, confirmed)).status).toBe(204)
    const named = await site.ask('/api/me/second-factors', { as: confirmed })
    expect(named.json['passkeys']).toMatchObject([{ name: 'Desk' }])
    expect((await post('/api/auth/passkey/delete-passkey', { id }, confirmed)).status).toBe(200)
    expectProblem(await signInWith(passkey), refused)
  })

  test('from a session alone: the first asks for the password, another for the first', async () => {
    const { email } = await site.join('editor')
    const as = await site.signIn(email)
    const options = (body: object): Promise<Answer> => post('/api/auth/passkey/generate-register-options', body, as)
    const wrong = { status: 400, code: 'input-invalid', errors: [{ field: 'password', code: 'password-wrong' }] }
    expectProblem(await options({}), wrong)
    expectProblem(await options({ password: 'not the password' }), wrong)
    expect((await register(as, createSoftwarePasskey(site.world.publicUrl))).status).toBe(200)
    expectProblem(await options({ password }), { status: 403, code: 'step-up-required' })
  })
})
