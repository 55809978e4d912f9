import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { addLetterNote } from '#actions/add-letter-note'
import { limits } from '#domain/limits'
import { locales } from '#domain/locale'
import { addArchivedLetter } from '../../support/archive.ts'
import { approve, assembleTeam, draftCampaign, realContents, type Team } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let team: Team
let campaignId: string
let slug: string
let drawn: string[]

beforeAll(async () => {
  drawn = []
  publicApp = await createPublicApp({
    drawLetterCard: async ({ locale, title, date }) => {
      drawn.push(`${locale}: ${title}, ${date}`)
      return Uint8Array.from([137, 80, 78, 71])
    },
  })
  const { world, clock } = publicApp.testWorld
  team = await assembleTeam(world)
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  campaignId = await draftCampaign(world, team, { revision: { audience: audienceOf(['days-of-remembrance']) } })
  await approve(world, team, campaignId)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  slug = (await readCampaign(world, { campaignId })).campaign.slug
})

afterAll(() => publicApp.testWorld.close())

const audienceOf = (topics: string[]) => ({ topics, exceptTopics: [], locales: [], timeZones: [] })
const read = async (path: string, headers?: Record<string, string>) => (await publicApp.get(path, headers)).text()

describe('a letter names itself to other sites', () => {
  test.each(locales)('by one address, its languages and a card, in %s', async (locale) => {
    const page = await read(`/letters/${slug}?lang=${locale}`)
    const url = `https://news.example.org/letters/${slug}?lang=${locale}`
    expect(page).toContain(`<link rel="canonical" href="${url}"/>`)
    expect(page).toContain(`<meta property="og:url" content="${url}"/>`)
    expect(page).toContain(`<meta property="og:title" content="${realContents[locale]?.title}"/>`)
    expect(page).toContain(`<meta property="og:locale" content="${locale === 'ko' ? 'ko_KR' : 'en_GB'}"/>`)
    expect(page).toContain(`content="https://news.example.org/letters/${slug}/card.png?lang=${locale}"`)
    for (const hreflang of ['en', 'ko', 'x-default'])
      expect(page).toContain(`<link rel="alternate" hreflang="${hreflang}"`)
  })

  test('and only in the languages that it has', async () => {
    const { world, clock } = publicApp.testWorld
    const { ko } = realContents
    const korean = await draftCampaign(world, team, {
      revision: { contents: ko ? { ko } : {}, audience: { ...audienceOf([]), locales: ['ko'] } },
    })
    await approve(world, team, korean)
    clock.advance({ minutes: 6 })
    await releaseDueCampaigns(world)
    const path = `/letters/${(await readCampaign(world, { campaignId: korean })).campaign.slug}`
    const page = await read(`${path}?lang=en`)
    expect(page).toContain(`<link rel="canonical" href="https://news.example.org${path}?lang=ko"/>`)
    expect(page).toContain('hreflang="ko"')
    expect(page).not.toContain('<link rel="alternate" hreflang="en"')
  })
})

describe('the card of a letter', () => {
  test('is drawn once for each language, and asked for again by its tag', async () => {
    const path = `/letters/${slug}/card.png?lang=ko`
    const first = await publicApp.get(path)
    expect([first.status, first.headers.get('Content-Type')]).toEqual([200, 'image/png'])
    expect(new Uint8Array(await first.arrayBuffer())).toEqual(Uint8Array.from([137, 80, 78, 71]))
    await publicApp.get(path)
    expect(drawn).toEqual([`ko: ${realContents.ko?.title}, 2026년 5월 13일`])
    const again = await publicApp.get(path, { 'If-None-Match': first.headers.get('ETag') ?? '' })
    expect(again.status).toBe(304)
  })

  test('is not there for what is no letter', async () => {
    expect((await publicApp.get('/letters/no-such-letter/card.png')).status).toBe(404)
  })
})

describe('the list', () => {
  test('is searched by an address that can be passed on, marks what was found, and is kept by nobody then', async () => {
    const response = await publicApp.get('/letters?q=%EC%82%AC%EB%9E%8C&lang=ko')
    const page = await response.text()
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('X-Robots-Tag')).toBe('noindex, nofollow')
    expect(page).toContain(`/letters/${slug}`)
    expect(page).toContain('<mark>사람</mark>')
    expect(page).toContain('value="사람"')
    expect(page).toContain('href="/letters?q=%EC%82%AC%EB%9E%8C&amp;lang=en"')
  })

  test('shows what was typed as text, and what to do where nothing is found', async () => {
    const page = await read(`/letters?q=${encodeURIComponent('<b>"nothing')}`)
    expect(page).toContain('No letter was found.')
    expect(page).toContain('value="&lt;b&gt;&quot;nothing"')
    expect(page).not.toContain('<b>')
  })

  test('is narrowed by topic and year, and keeps both in its addresses', async () => {
    const page = await read('/letters?topic=days-of-remembrance&year=2026&lang=en')
    expect(page).toContain(`href="/letters/${slug}"`)
    expect(page).toContain('<option value="days-of-remembrance" selected="">')
    expect(page).toContain('<option value="2026" selected="">')
    expect(page).toContain('href="/letters?topic=days-of-remembrance&amp;year=2026&amp;lang=ko"')
    expect(await read('/letters?year=2019')).not.toContain(`href="/letters/${slug}"`)
  })

  test.each(['/letters?year=99999&topic=%3C&after=../..', '/letters?q=%ED%A0%80', `/letters?q=${'%25_'.repeat(999)}`])(
    'opens for %s',
    async (path) => expect((await publicApp.get(path)).status).toBe(200),
  )

  test('goes on to older letters and back to the newest', async () => {
    const { world } = publicApp.testWorld
    for (let number = 0; number < limits.archivePageSize; number += 1) {
      const texts = { en: { title: `Old letter ${number}`, body: 'From years ago.' } }
      await addArchivedLetter(world, {
        slug: `old-${number}`,
        releasedAt: `2019-03-0${1 + (number % 9)}T00:00:00Z`,
        texts,
      })
    }
    const first = await read('/letters')
    const next = /rel="next" href="([^"]+)"/.exec(first)?.[1] ?? ''
    expect(next).toMatch(/^\/letters\?after=old-\d+$/)
    const second = await read(next)
    expect(second).toContain('Old letter')
    expect(second).toContain('rel="first" href="/letters"')
    expect(second).not.toContain(`href="/letters/${slug}"`)
  })
})

test('a note of staff stands below a rule that says so, in the language of the letter', async () => {
  const { world } = publicApp.testWorld
  await addLetterNote(world, {
    member: team.approver,
    campaignId,
    text: { en: 'The hall has changed.', ko: '장소가 바뀌었습니다.' },
  })
  const english = await read(`/letters/${slug}?lang=en`)
  expect(english.indexOf('Added on the web, not part of the letter')).toBeGreaterThan(english.indexOf('id="source-1"'))
  expect(english).toContain('The hall has changed.')
  expect(await read(`/letters/${slug}?lang=ko`)).toContain('장소가 바뀌었습니다.')
})

describe('what may be kept by a shared cache', () => {
  const paths = ['/letters', '/letters/SLUG', '/letters/feed.atom', '/letters/feed.json', '/sitemap.xml', '/robots.txt']

  test.each(paths)('%s, for minutes, and is known again by its tag', async (path) => {
    const response = await publicApp.get(path.replace('SLUG', slug))
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=300, stale-while-revalidate=60')
    expect(response.headers.get('Set-Cookie')).toBeNull()
    const again = await publicApp.get(path.replace('SLUG', slug), {
      'If-None-Match': response.headers.get('ETag') ?? '',
    })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('is everything but what belongs to one person, or was typed by one', async () => {
    const { app } = publicApp
    const patterns = new Set(
      app.routes.filter(({ method, path }) => method === 'GET' && !/\*|^\/health\//.test(path)).map(({ path }) => path),
    )
    const answers = new Map<string, string | null>()
    for (const pattern of patterns) {
      const path = pattern.replace('/letters/:slug', `/letters/${slug}`).replace('/assets/:name', '/assets/site.css')
      const response = await publicApp.get(path.replace(/:\w+/g, 'nobody'))
      // A redirection is kept by nobody unless it says so (RFC 9111 §4.2.2).
      if (response.status !== 302) answers.set(pattern, response.headers.get('Cache-Control'))
    }
    const kept = [...answers].filter(([, value]) => value?.startsWith('public')).map(([pattern]) => pattern)
    const others = [...answers].filter(([pattern]) => !kept.includes(pattern))
    expect(others.filter(([, value]) => value !== 'no-store' && value !== 'no-cache')).toEqual([])
    expect(patterns.size).toBeGreaterThan(15)
    expect(
      kept.filter((pattern) => !/^\/(letters|sitemap\.xml|robots\.txt|calendar|embed\.js|\.well-known)/.test(pattern)),
    ).toEqual([])
    expect(kept).toContain('/letters/:slug')
  })
})
