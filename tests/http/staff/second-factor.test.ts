import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rateLimits } from '#domain/limits'
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

const post = (path: string, body: object, as?: string, headers = {}): Promise<Answer> =>
  site.ask(path, { method: 'POST', body, headers, ...(as !== undefined && { as }) })

const recoveryCodes = ({ json }: Answer): string[] => Object.values(json['backupCodes'] ?? {}).map(textOf)

/** Somebody with an authenticator app, and the cookie of a session in which they have just shown it. */
async function joinWithApp(): Promise<{ email: string; as: string }> {
  const { email } = await site.join('approver')
  return { email, as: await site.addApp(await site.signIn(email)) }
}

/** The cookie of the second step: the password was right. */
async function firstStep(email: string): Promise<string> {
  return cookieOf((await post('/api/auth/sign-in/email', { email, password })).headers, 'second-step')
}

const verify = (code: string, as: string, headers = {}): Promise<Answer> =>
  post('/api/auth/two-factor/verify-totp', { code }, as, headers)

const spendRecoveryCode = (code: string, as: string): Promise<Answer> =>
  post('/api/auth/two-factor/verify-backup-code', { code }, as)

describe('an authenticator app', () => {
  test('is set up with the password, and counts once its first code was right', async () => {
    const { email } = await site.join('editor')
    const as = await site.signIn(email)
    expectProblem(await post('/api/auth/two-factor/enable', { password: 'not the password' }, as), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'password', code: 'password-wrong' }],
    })
    const { json } = await post('/api/auth/two-factor/enable', { password }, as)
    const uri = new URL(textOf(json['totpURI']))
    expect([uri.protocol, uri.searchParams.get('issuer')]).toEqual(['otpauth:', 'news.example.org'])
    expect(json['backupCodes']).toHaveLength(10)
    expect((await site.ask('/api/me', { as })).json['secondFactors']).toEqual([])
    expect((await post('/api/auth/sign-in/email', { email, password })).json['user']).toMatchObject({ email })
  })

  test('is asked for after the password, before there is a session', async () => {
    const { email } = await joinWithApp()
    const first = await post('/api/auth/sign-in/email', { email, password })
    expect(first.json).toEqual({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
    expect(cookieOf(first.headers)).toBe('__Host-northlight-session=')
    const challenge = first.headers.getSetCookie().find((line) => line.startsWith('__Host-northlight-second-step='))
    for (const part of [/; Secure/, /; HttpOnly/, /; SameSite=Strict/i, /; Path=\//]) expect(challenge).toMatch(part)
    const asChallenged = cookieOf(first.headers, 'second-step')
    expect((await site.ask('/api/me', { as: asChallenged })).status).toBe(401)
    const second = await verify(await site.codeOf(email), asChallenged)
    expect(second.status).toBe(200)
    const me = await site.ask('/api/me', { as: cookieOf(second.headers) })
    expect(me.json).toMatchObject({ email, secondFactors: ['totp', 'recovery'] })
  })

  test('never makes a device trusted, whatever is asked', async () => {
    const { email } = await joinWithApp()
    const body = { code: await site.codeOf(email), trustDevice: true }
    const { headers } = await post('/api/auth/two-factor/verify-totp', body, await firstStep(email))
    expect(headers.getSetCookie().join('\n')).not.toContain('trusted')
    expect(await firstStep(email)).not.toBe('')
  })

  test('gives codes that count once', async () => {
    const { email, as } = await joinWithApp()
    const code = await site.codeOf(email)
    expect((await verify(code, await firstStep(email))).status).toBe(200)
    const wrong = { status: 400, code: 'input-invalid', errors: [{ field: 'code', code: 'code-wrong' }] }
    expectProblem(await verify(code, await firstStep(email)), wrong)
    expectProblem(await post('/api/step-up/totp', { code }, as), wrong)
  })

  test('gives codes that count once even when two use them at the same instant', async () => {
    const { email } = await joinWithApp()
    const code = await site.codeOf(email)
    const steps = [await firstStep(email), await firstStep(email)]
    const answers = await Promise.all(steps.map((step) => verify(code, step)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 400]))
  })

  test('is removed with the password and a second factor, and the codes for recovery with it', async () => {
    const { email, as } = await joinWithApp()
    const removed = await post('/api/auth/two-factor/disable', { password }, as)
    expect(removed.status).toBe(200)
    expect((await post('/api/auth/sign-in/email', { email, password })).json['user']).toMatchObject({ email })
    const { json } = await site.ask('/api/me/second-factors', { as: cookieOf(removed.headers) })
    expect(json).toEqual({ totp: false, recoveryCodesLeft: 0, passkeys: [] })
  })

  test('is neither removed nor given new recovery codes by a session alone', async () => {
    const { as } = await joinWithApp()
    site.clock.advance({ minutes: 11 })
    for (const path of ['disable', 'generate-backup-codes']) {
      expectProblem(await post(`/api/auth/two-factor/${path}`, { password }, as), {
        status: 403,
        code: 'step-up-required',
      })
    }
  })

  test('is set up once: another one needs the first to be removed', async () => {
    const { as } = await joinWithApp()
    expectProblem(await post('/api/auth/two-factor/enable', { password }, as), {
      status: 409,
      code: 'second-factor-exists',
    })
  })
})

describe('guessing codes', () => {
  test('is over after five tries on one challenge', async () => {
    const { email } = await joinWithApp()
    const step = await firstStep(email)
    for (let guess = 0; guess < 5; guess += 1) expect((await verify(`00000${guess}`, step)).status).toBe(400)
    expectProblem(await verify(await site.codeOf(email), step), { status: 401, code: 'sign-in-expired' })
  })

  test('is over after ten tries on one account, by whichever challenge, network or way', async () => {
    const { email, as } = await joinWithApp()
    const { points } = rateLimits['second-factor-per-account']
    for (let guess = 1; guess < points; guess += 1) {
      const answer =
        guess % 2 === 0
          ? await spendRecoveryCode(`wrong-${guess}`, await firstStep(email))
          : await post('/api/step-up/totp', { code: `00000${guess}` }, as)
      expect(answer.status).toBe(400)
    }
    expectProblem(await verify(await site.codeOf(email), await firstStep(email)), {
      status: 429,
      code: 'rate-limited',
    })
  })

  test('is over after so many tries from one network, on whichever account', async () => {
    const network = { 'X-Network': '192.0.2.77' }
    for (let guess = 0; guess < rateLimits['sign-in-per-network'].points; guess += 1) {
      expect((await verify('000000', '', network)).status).toBe(401)
    }
    const { email } = await joinWithApp()
    expect((await verify(await site.codeOf(email), await firstStep(email), network)).status).toBe(429)
  })
})

describe('recovery codes', () => {
  test('sign in once each', async () => {
    const { email, as } = await joinWithApp()
    const codes = recoveryCodes(await post('/api/auth/two-factor/generate-backup-codes', { password }, as))
    const [code = '', next = ''] = codes
    const used = await spendRecoveryCode(code, await firstStep(email))
    expect(used.status).toBe(200)
    const left = await site.ask('/api/me/second-factors', { as: cookieOf(used.headers) })
    expect(left.json['recoveryCodesLeft']).toBe(codes.length - 1)
    expectProblem(await spendRecoveryCode(code, await firstStep(email)), {
      status: 400,
      code: 'input-invalid',
      errors: [{ field: 'code', code: 'code-wrong' }],
    })
    expect((await spendRecoveryCode(next, await firstStep(email))).status).toBe(200)
  })

  test('count as a second factor, and are used up by confirming too', async () => {
    const { as } = await joinWithApp()
    const [code = ''] = recoveryCodes(await post('/api/auth/two-factor/generate-backup-codes', { password }, as))
    expect((await post('/api/step-up/recovery', { code }, as)).status).toBe(204)
    expect((await post('/api/step-up/recovery', { code }, as)).status).toBe(400)
  })

  test('from before stop working when new ones are made', async () => {
    const { email, as } = await joinWithApp()
    const renew = (): Promise<Answer> => post('/api/auth/two-factor/generate-backup-codes', { password }, as)
    const [old = ''] = recoveryCodes(await renew())
    await renew()
    expect((await spendRecoveryCode(old, await firstStep(email))).status).toBe(400)
  })

  test('and the secret lie encrypted in the database', async () => {
    const { email, as } = await joinWithApp()
    const codes = recoveryCodes(await post('/api/auth/two-factor/generate-backup-codes', { password }, as))
    const { rows } = await site.testDatabase.pool.query(
      'select secret, backup_codes from staff_two_factors join staff on staff.id = user_id where email = $1',
      [email],
    )
    expect(rows).toHaveLength(1)
    for (const code of codes) expect(JSON.stringify(rows)).not.toContain(code)
  })
})
