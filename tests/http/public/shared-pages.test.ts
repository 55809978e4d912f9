import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { approve, assembleTeam, draftCampaign } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

/** All that a reader on a poor line loads for one page. */
const pageBytesMax = 30 * 1024

let publicApp: PublicApp
let letterPath: string

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, clock } = publicApp.testWorld
  const team = await assembleTeam(world)
  await addReader(world)
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  letterPath = `/letters/${(await readCampaign(world, { campaignId })).campaign.slug}`
})

afterAll(() => publicApp.testWorld.close())

const zipped = { 'Accept-Encoding': 'gzip' }

/** What comes over the line for one file. */
async function load(path: string, locale: string): Promise<{ bytes: number; text: string }> {
  const response = await publicApp.get(path, { ...zipped, 'Accept-Language': locale })
  expect([path, response.status]).toEqual([path, 200])
  const body = Buffer.from(await response.arrayBuffer())
  const isZipped = response.headers.get('Content-Encoding') === 'gzip'
  return { bytes: body.length, text: (isZipped ? gunzipSync(body) : body).toString() }
}

describe('the weight of a page, with all that it loads', () => {
  test.each(['en', 'ko'])('is below 30 kB for the subscribe page and a letter, in %s', async (locale) => {
    for (const path of ['/', letterPath]) {
      const page = await load(path, locale)
      const files = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file = '']) => file)
      expect(files).toHaveLength(3)
      const weights = await Promise.all(files.map((file) => load(file, locale)))
      const whole = weights.reduce((sum, { bytes }) => sum + bytes, page.bytes)
      expect([path, whole < pageBytesMax, whole]).toEqual([path, true, whole])
    }
  })

  test('needs no script to be seen: none stands before the text', async () => {
    const { text } = await load('/', 'en')
    expect(text.match(/<script[^>]*>/g)).toEqual([expect.stringContaining('type="module"')])
  })
})

describe('compression', () => {
  test.each(['/', '/letters', '/calendar', '/privacy', '/imprint', '/assets/site.css'])(
    'is had for %s, which is the same for everyone',
    async (path) => {
      const response = await publicApp.get(path, zipped)
      expect(response.headers.get('Content-Encoding')).toBe('gzip')
      expect(response.headers.get('Vary')?.match(/Accept-Encoding/g)).toHaveLength(1)
      const plain = await publicApp.get(path)
      expect(plain.headers.get('Content-Encoding')).toBeNull()
      expect(plain.headers.get('Vary')).toBe(response.headers.get('Vary'))
      expect(gunzipSync(await response.arrayBuffer()).toString()).toBe(await plain.text())
    },
  )

  test('keeps the tag by which a page is known again, and is not had by whoever refuses it', async () => {
    const response = await publicApp.get(letterPath, zipped)
    const tag = response.headers.get('ETag') ?? ''
    expect(tag).toMatch(/^W\/"/)
    expect((await publicApp.get(letterPath, { ...zipped, 'If-None-Match': tag })).status).toBe(304)
    const refused = await publicApp.get(letterPath, { 'Accept-Encoding': 'gzip;q=0, br' })
    expect([refused.headers.get('Content-Encoding'), refused.headers.get('ETag')]).toEqual([null, tag])
  })

  test('is never had where a secret and what was typed may stand side by side', async () => {
    const paths = ['/preferences', '/preferences/x', '/confirm/x', '/u/x', '/verify?code=7K4Q-2M9X-5', '/altcha']
    for (const path of paths) {
      const response = await publicApp.get(path, zipped)
      expect([path, response.headers.get('Content-Encoding')]).toEqual([path, null])
    }
    for (const path of ['/subscribe', '/subscribe/from', '/preferences', '/verify']) {
      const response = await publicApp.post(path, { email: 'a@mail.example', code: 'x' }, zipped)
      expect([path, response.headers.get('Content-Encoding')]).toEqual([path, null])
    }
  })
})

test('no route of the public pages sets a cookie', async () => {
  const routes = publicApp.app.routes.filter(({ method }) => method !== 'ALL')
  const paths = new Set(routes.map(({ path }) => path.replace(/:[a-z]+(\{[^}]*\})?/gi, 'unknown')))
  expect(paths.size).toBeGreaterThan(25)
  for (const path of paths) {
    for (const response of [await publicApp.get(path), await publicApp.post(path, { email: 'a@mail.example' })]) {
      expect([path, response.headers.get('Set-Cookie')]).toEqual([path, null])
    }
  }
  expect(publicApp.bugs).toEqual([])
})
