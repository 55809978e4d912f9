import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createConsoleApp } from '#http/staff/console-app'

const script = `console.assert(${JSON.stringify('a'.repeat(400))})`
let directory: string
let app: Hono

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'northlight-console-'))
  await mkdir(join(directory, 'assets'))
  await writeFile(
    join(directory, 'index.html'),
    '<!doctype html><html lang="en"><meta property="csp-nonce" nonce="%NONCE%"><script nonce="%NONCE%" src="/console/assets/main-1.js"></script></html>',
  )
  await writeFile(join(directory, 'assets/main-1.js'), script)
  await writeFile(join(directory, 'secret.txt'), 'no file of the console')
  app = createConsoleApp({ publicUrl: 'https://news.example', directory })
})

afterAll(() => rm(directory, { recursive: true, force: true }))

describe('the page of the console', () => {
  test('tells the console of sample data, and only then', async () => {
    const sampled = createConsoleApp({ publicUrl: 'https://news.example', directory, hasSampleData: true })
    expect(await (await sampled.request('/console/')).text()).toContain('<html lang="en" data-sample>')
    expect(await (await app.request('/console/')).text()).not.toContain('data-sample')
  })

  test.each(['/console', '/console/', '/console/calendar', '/console/campaigns/1'])(
    'is the same at %s',
    async (path) => {
      const answer = await app.request(path)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('/console/assets/main-1.js')
    },
  )

  test('allows nothing but files of ours, and styles with the nonce of this answer alone', async () => {
    const [one, other] = await Promise.all([app.request('/console/'), app.request('/console/')])
    const nonces = await Promise.all(
      [one, other].map(async (answer) => /property="csp-nonce" nonce="([^"]+)"/.exec(await answer.text())?.[1] ?? ''),
    )
    expect(nonces[0]).not.toBe(nonces[1])
    const policy = one.headers.get('Content-Security-Policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain(`style-src 'self' 'nonce-${nonces[0]}'`)
    expect(policy).not.toMatch(/unsafe|data:|https?:/)
    expect(one.headers.get('Cache-Control')).toBe('no-store')
    expect(one.headers.get('Referrer-Policy')).toBe('no-referrer')
    expect(one.headers.get('Strict-Transport-Security')).not.toBeNull()
  })

  test('says the language that the browser asks for', async () => {
    const answer = await app.request('/console/', { headers: { 'Accept-Language': 'ko-KR,ko;q=0.9' } })
    expect(await answer.text()).toContain('<html lang="ko">')
  })
})

describe('the files of the console', () => {
  test('are kept for ever, and packed for whoever takes them packed', async () => {
    const plain = await app.request('/console/assets/main-1.js')
    expect(await plain.text()).toBe(script)
    expect(plain.headers.get('Content-Type')).toContain('text/javascript')
    expect(plain.headers.get('Cache-Control')).toContain('immutable')
    expect(plain.headers.get('Content-Encoding')).toBeNull()
    const packed = await app.request('/console/assets/main-1.js', { headers: { 'Accept-Encoding': 'br, gzip' } })
    expect(packed.headers.get('Content-Encoding')).toBe('gzip')
    expect(packed.headers.get('Vary')).toBe('Accept-Encoding')
    const bytes = new Uint8Array(await packed.arrayBuffer())
    expect(bytes.length).toBeLessThan(script.length)
    expect(gunzipSync(bytes).toString()).toBe(script)
  })

  test.each(['main-2.js', '..%2Fsecret.txt', '%2e%2e%2fsecret.txt', 'index.html'])(
    'are those that were built, and %s is none of them',
    async (name) => {
      const answer = await app.request(`/console/assets/${name}`)
      expect([answer.status, await answer.text()]).toEqual([404, ''])
    },
  )
})
