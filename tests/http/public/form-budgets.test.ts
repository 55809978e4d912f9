import { solveChallenge, type Challenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { rateLimits } from '#domain/limits'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let networks = 0
let headers: Record<string, string>

beforeAll(async () => {
  publicApp = await createPublicApp()
})

afterAll(() => publicApp.testWorld.close())

beforeEach(() => {
  networks += 1
  headers = { 'X-Test-Address': `203.0.${networks}.7` }
})

let addresses = 0

/** Asks for a preferences link: the same guard as the subscribe form, and the least to fill in. */
async function ask(fields: Record<string, string> = {}): Promise<Response> {
  addresses += 1
  const form = { email: `ask-${addresses}@mail.example`, stamp: await publicApp.freshStamp('/preferences'), ...fields }
  return publicApp.post('/preferences', form, headers)
}

async function prove(): Promise<string> {
  const challenge = (await (await publicApp.get('/altcha')).json()) as Challenge
  const solution = await solveChallenge({ challenge, deriveKey })
  return JSON.stringify({ challenge, solution })
}

async function useUpBudgetWithoutProof(): Promise<void> {
  for (let use = 0; use < rateLimits['subscribe-without-proof-per-network'].points; use += 1) {
    expect((await ask()).status).toBe(200)
  }
}

describe('a network', () => {
  test('has the smaller budget without a proof of work, and is told when it is used up', async () => {
    await useUpBudgetWithoutProof()
    const refused = await ask({ email: 'kept@mail.example' })
    const page = await refused.text()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('600')
    expect(page).toContain('Please wait 10 minutes and try again.')
    expect(page).toContain('value="kept@mail.example"')
  })

  test('is let through with a proof after that, which counts once', async () => {
    await useUpBudgetWithoutProof()
    const proof = await prove()
    expect((await ask({ proof })).status).toBe(200)
    expect((await ask({ proof })).status).toBe(429)
    expect((await ask({ proof: await prove() })).status).toBe(200)
  })

  test('does not share its budget with another', async () => {
    await useUpBudgetWithoutProof()
    headers = { 'X-Test-Address': '2001:db8:1:200::7' }
    expect((await ask()).status).toBe(200)
  })
})

describe('a proof of work', () => {
  test.each([
    ['that is no JSON', () => '}{'],
    ['that is far too long', () => `{"challenge":"${'x'.repeat(10_000)}"}`],
    ['of another difficulty', (proof: string) => proof.replace('"cost":5000', '"cost":1')],
    ['of another time', (proof: string) => proof.replace(/(?<="issuedAt":)\d+/, (time) => String(Number(time) - 10))],
    ['whose challenge we never signed', (proof: string) => proof.replace(/(?<="signature":").*?(?=")/, '0'.repeat(64))],
    ['with another counter', (proof: string) => proof.replace(/"counter":\d+/, '"counter":4294967295')],
  ])('%s is refused, and the form keeps what was typed', async (_, change) => {
    const response = await ask({ email: 'kept@mail.example', proof: change(await prove()) })
    const page = await response.text()
    expect(response.status).toBe(422)
    expect(page).toContain('The check in your browser did not succeed')
    expect(page).toContain('value="kept@mail.example"')
    expect(publicApp.bugs).toEqual([])
  })

  test('that is out of date counts as none', async () => {
    await useUpBudgetWithoutProof()
    const proof = await prove()
    publicApp.testWorld.clock.advance({ seconds: rateLimits['proof-of-work'].seconds + 1 })
    expect((await ask({ proof })).status).toBe(429)
  })
})
