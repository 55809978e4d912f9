import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { globCode } from '../../architecture/repository.ts'
import { createStaffSite, type Json, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let document: Json

beforeAll(async () => {
  site = await createStaffSite()
  document = (await site.ask('/api/openapi.json')).json
})

afterAll(() => site[Symbol.asyncDispose]())

type Operation = { readonly path: string; readonly method: string; readonly operation: Json }

const operations = (): Operation[] =>
  Object.entries(document['paths'] ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )

describe('the OpenAPI document', () => {
  test('describes every route that there is a file for', () => {
    const files = globCode(['src/http/staff/routes'])
    expect(operations().filter(({ path }) => !path.startsWith('/api/auth/'))).toHaveLength(files.length)
    expect(files.length).toBeGreaterThan(20)
  })

  test('names and explains each, with its refusals', () => {
    for (const { operation } of operations()) {
      expect(operation).toMatchObject({
        summary: expect.stringMatching(/^[A-Z].{5,}$/),
        description: expect.stringMatching(/\.$/),
        tags: [expect.any(String)],
      })
      const refused = Object.entries(operation['responses'] ?? {}).filter(([status]) => status >= '400')
      expect(refused.length).toBeGreaterThan(0)
      for (const [, answer] of refused)
        expect(Object.keys(answer['content'] ?? {})).toEqual(['application/problem+json'])
    }
  })

  test('asks for a session everywhere but where people sign in, and where an invitation takes its place', () => {
    const open = operations().filter(({ operation }) => operation['security'] === undefined)
    expect(open.map(({ path }) => path).toSorted()).toEqual([
      '/api/auth/get-session',
      '/api/auth/passkey/generate-authenticate-options',
      '/api/auth/passkey/verify-authentication',
      '/api/auth/sign-in/email',
      '/api/auth/sign-out',
      '/api/auth/two-factor/verify-backup-code',
      '/api/auth/two-factor/verify-totp',
      '/api/invitations/{token}/accept',
    ])
    expect(document['components']?.['securitySchemes']).toMatchObject({
      session: { in: 'cookie', name: '__Host-northlight-session' },
      key: { type: 'http', scheme: 'bearer' },
    })
  })

  test('describes of sign-in what is answered, and nothing else', async () => {
    const described = operations().filter(({ path }) => path.startsWith('/api/auth/'))
    expect(described.length).toBeGreaterThan(10)
    for (const { path, method } of described) {
      const { json } = await site.ask(path, { method: method.toUpperCase(), ...(method !== 'get' && { body: {} }) })
      expect([path, json?.['code']]).not.toEqual([path, 'not-found'])
      expect([path, json?.['code']]).not.toEqual([path, 'method-not-allowed'])
    }
    expect(site.bugs).toEqual([])
  })

  test('takes keys where security says so, and a second factor where a refusal says so', async () => {
    const takesKeys = operations().filter(({ operation }) =>
      JSON.stringify(operation['security'] ?? []).includes('key'),
    )
    expect(takesKeys.length).toBeGreaterThan(20)
    const isGrave = ({ operation }: Operation): boolean => JSON.stringify(operation).includes('step-up-required')
    expect(takesKeys.filter(isGrave).map(({ path }) => path)).toEqual([])
    expect(operations().filter(isGrave).length).toBeGreaterThan(10)
  })

  test('refers only to what it defines', () => {
    const text = JSON.stringify(document)
    const targets = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name))
    expect([...targets].filter((name) => document['components']?.['schemas']?.[name ?? ''] === undefined)).toEqual([])
    expect(targets.size).toBeGreaterThan(5)
    expect(document['openapi']).toBe('3.1.0')
  })
})
