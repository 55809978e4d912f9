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
    expect(operations()).toHaveLength(files.length)
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

  test('asks for a session everywhere but where an invitation takes its place', () => {
    const open = operations().filter(({ operation }) => operation['security'] === undefined)
    expect(open.map(({ path }) => path)).toEqual(['/api/invitations/{token}/accept'])
    expect(document['components']?.['securitySchemes']).toMatchObject({
      session: { in: 'cookie', name: '__Host-northlight-session' },
    })
  })

  test('refers only to what it defines', () => {
    const text = JSON.stringify(document)
    const targets = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name))
    expect([...targets].filter((name) => document['components']?.['schemas']?.[name ?? ''] === undefined)).toEqual([])
    expect(targets.size).toBeGreaterThan(5)
    expect(document['openapi']).toBe('3.1.0')
  })
})
