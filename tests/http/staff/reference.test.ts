import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createStaffSite, type StaffSite } from './support/staff-site.ts'

let site: StaffSite

beforeAll(async () => {
  site = await createStaffSite()
})

afterAll(() => site[Symbol.asyncDispose]())

describe('the page of the API', () => {
  test('is made of files of ours alone, none of them inline', async () => {
    const { status, text, headers } = await site.ask('/api/docs')
    expect(status).toBe(200)
    const policy = headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/https?:|\*|'unsafe-eval'/)
    expect([...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url)).toEqual([
      '/assets/favicon.svg',
      '/assets/api-reference.js',
      '/api/docs/start.js',
    ])
    expect(text).not.toMatch(/<script[^>]*>[^<]/)
  })

  test('asks its reader to measure nothing and to load nothing', async () => {
    const { text, headers } = await site.ask('/api/docs/start.js')
    expect(headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(text).toContain('telemetry: false')
    expect(text).toContain('withDefaultFonts: false')
    expect(text).toContain("url: '/api/openapi.json'")
  })

  test('needs no session, and lends its policy to no other answer', async () => {
    const { headers } = await site.ask('/api/openapi.json')
    expect(headers.get('Content-Security-Policy')).not.toContain('unsafe-inline')
    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  test('is answered with a problem where the reader was not built', async () => {
    const { status, json } = await site.ask('/assets/api-reference.js')
    expect([status, json['code']]).toEqual([404, 'not-found'])
  })
})
