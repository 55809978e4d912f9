import { globSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Hono } from 'hono'
import { subscribe } from '#actions/subscribe'
import { readSource, root } from '../../architecture/repository.ts'
import { assembleTeam } from '../../support/campaigns.ts'
import { addReader, buildRequest, findConfirmToken } from '../../support/readers.ts'
import { linkIn } from '../../support/visits.ts'
import { createPublicApp, readEverything, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let tokenPaths: string[]

const openPaths = [
  '/',
  '/subscribe/sent',
  '/preferences',
  '/letters',
  '/calendar',
  '/verify',
  '/verify?code=7K4Q-2M9X-5',
  '/privacy',
]

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world } = publicApp.testWorld
  await assembleTeam(world)
  const request = buildRequest()
  await subscribe(world, request)
  const confirm = (await findConfirmToken(world, request.email)) ?? ''
  const ids = world.links.verify('confirm', confirm)?.ids ?? []
  const { id } = await addReader(world)
  const preferences = await linkIn(publicApp.testWorld, id)
  tokenPaths = [
    `/confirm/${confirm}`,
    `/block/${world.links.sign('block', { ids, expiresAt: null })}`,
    `/preferences/${preferences}`,
    `/preferences/${preferences}/address`,
    `/u/${world.links.sign('unsubscribe', { ids: [id], expiresAt: null })}`,
  ]
})

afterAll(() => publicApp.testWorld.close())

describe('every page', () => {
  test('opens, and neither GET nor HEAD changes anything, however often', async () => {
    const before = await readEverything(publicApp.testWorld)
    for (const path of [...openPaths, ...tokenPaths]) {
      for (const method of ['GET', 'HEAD', 'GET']) {
        const response = await publicApp.app.request(path, { method, headers: { 'Sec-Purpose': 'prefetch' } })
        expect([path, response.status]).toEqual([path, 200])
      }
    }
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
    expect(publicApp.bugs).toEqual([])
  })

  test('runs and loads only what is ours, is kept by nobody and says nothing of where it was', async () => {
    for (const path of [...openPaths, ...tokenPaths, '/nothing/here']) {
      const response = await publicApp.get(path)
      const page = await response.text()
      expect(response.headers.get('Content-Security-Policy')).toBe(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      )
      expect(response.headers.get('Cache-Control')).toMatch(path === '/letters' ? /^public, / : /^no-store$/)
      expect(response.headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(response.headers.get('Strict-Transport-Security')).toBe('max-age=31536000')
      expect(response.headers.get('Set-Cookie')).toBeNull()
      expect(page).not.toMatch(/\sstyle=|\son\w+=|<style|<script(?! type="module" src="\/assets\/)/)
      expect(page).not.toMatch(/(src|href)="(http:|\/\/)/)
    }
  })

  test('has one heading, a title, a language and a link to the other one', async () => {
    for (const path of [...openPaths, ...tokenPaths, '/nothing/here']) {
      for (const locale of ['en', 'ko'] as const) {
        const separator = path.includes('?') ? '&' : '?'
        const response = await publicApp.get(`${path}${separator}lang=${locale}`, { 'Accept-Language': 'fr' })
        const page = await response.text()
        expect(response.headers.get('Content-Language')).toBe(locale)
        expect(response.headers.get('Vary')).toMatch(/^Accept-Language(, Accept-Encoding)?$/)
        expect(page).toContain(`<html lang="${locale}">`)
        expect(page.match(/<h1[ >]/g)).toHaveLength(1)
        expect(page).toMatch(/<title>[^<]+ · (New Spring Network|새봄네트워크)<\/title>/)
        expect(page).toMatch(locale === 'en' ? /lang=ko"[^>]*>한국어<\/a>/ : /lang=en"[^>]*>English<\/a>/)
      }
    }
  })

  test('follows the browser’s language, and asks search engines to pass by wherever a person is known', async () => {
    for (const path of openPaths) {
      const response = await publicApp.get(path, { 'Accept-Language': 'de, ko-KR;q=0.9, en;q=0.4' })
      expect([path, response.headers.get('Content-Language')]).toEqual([path, 'ko'])
    }
    for (const path of tokenPaths) {
      expect((await publicApp.get(path)).headers.get('X-Robots-Tag')).toBe('noindex, nofollow')
    }
    expect((await publicApp.get('/')).headers.get('X-Robots-Tag')).toBeNull()
    expect(await (await publicApp.get('/')).text()).toContain('hreflang="ko" href="https://news.example.org/?lang=ko"')
  })

  test('keeps a chosen language in its links', async () => {
    const page = await (await publicApp.get('/?lang=ko', { 'Accept-Language': 'en' })).text()
    const links = [...page.matchAll(/(?:href|action)="(\/(?!assets)[^"]*)"/g)].map(([, path]) => path)
    expect(links.length).toBeGreaterThan(8)
    expect(links.filter((path) => !path?.includes('lang='))).toEqual([])
  })
})

describe('what does not exist', () => {
  test('is a page of its own, in the reader’s language', async () => {
    const response = await publicApp.get('/nothing/here', { 'Accept-Language': 'ko' })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('이곳에는 화면이 없습니다')
  })

  test('includes letters that were never sent', async () => {
    expect((await publicApp.get('/letters/never-sent')).status).toBe(404)
  })
})

test('a bug is reported and answered with a page that needs no database', async () => {
  const broken = await createPublicApp()
  await broken.testWorld.close()
  const response = await broken.get('/letters', { 'Accept-Language': 'ko' })
  expect(response.status).toBe(500)
  expect(await response.text()).toContain('저희 쪽에 문제가 생겼습니다')
  expect(broken.bugs).toHaveLength(1)
})

test('health says that the process lives, and whether it can serve', async () => {
  const busy = await createPublicApp({ isReady: () => Promise.resolve(false) })
  expect((await busy.get('/health/live')).status).toBe(200)
  expect((await busy.get('/health/ready')).status).toBe(503)
  expect((await publicApp.get('/health/ready')).status).toBe(200)
  await busy.testWorld.close()
})

test('what is mounted beside the pages answers for itself', async () => {
  const mounted = new Hono().get('/ping', (c) => c.text('pong'))
  const neighbour = await createPublicApp({ mount: [{ path: '/api', app: mounted }] })
  const response = await neighbour.get('/api/ping')
  expect(await response.text()).toBe('pong')
  expect(response.headers.get('Content-Security-Policy')).toBeNull()
  await neighbour.testWorld.close()
})

describe('static files', () => {
  test('are kept for ever under the URL that names their version, and nowhere else', async () => {
    const page = await (await publicApp.get('/')).text()
    const paths = [...page.matchAll(/"(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '')
    expect(paths.map((path) => path.replace(/\?.*/, ''))).toEqual([
      '/assets/favicon.svg',
      '/assets/site.css',
      '/assets/site.js',
    ])
    for (const path of paths) {
      const response = await publicApp.get(path)
      expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect((await response.text()).length).toBeGreaterThan(100)
    }
    const worker = await publicApp.get('/assets/proof-worker.js')
    expect([worker.status, worker.headers.get('Cache-Control')]).toEqual([200, 'no-cache'])
    expect(worker.headers.get('Content-Type')).toContain('text/javascript')
  })

  test('include every style sheet that there is, as one', async () => {
    const site = await (await publicApp.get('/assets/site.css')).text()
    const sheets = globSync('src/http/public/assets/styles/*.css', { cwd: root }).map((path) => readSource(path).text)
    expect(sheets.filter((text) => !site.includes(text))).toEqual([])
    expect(site.length).toBe(sheets.join('\n').length)
    expect(site).toMatch(/^[^{]*:root \{/)
    expect(site).not.toContain('@import')
  })

  test.each(['/assets/../app.ts', '/assets/..%2f..%2fapp.ts', '/assets/constructor', '/assets/', '/assets/site.css/x'])(
    'do not include %s',
    async (path) => {
      expect((await publicApp.get(path)).status).toBe(404)
    },
  )

  test('include the icon and the word to crawlers', async () => {
    expect((await publicApp.get('/favicon.ico')).headers.get('Location')).toMatch(/^\/assets\/favicon\.svg\?v=/)
    expect(await (await publicApp.get('/robots.txt')).text()).toContain('Disallow: /u/')
  })
})
