import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { campaigns, letterNotes } from '#database/tables'
import { rateLimits } from '#domain/limits'
import { approve, assembleTeam, draftCampaign, realContents } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let sent: { slug: string; code: string }
let draft: { slug: string; code: string }
let archiveBefore: string

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, clock } = publicApp.testWorld
  const team = await assembleTeam(world)
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  const draftId = await draftCampaign(world, team)
  archiveBefore = await (await publicApp.get('/letters')).text()
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  sent = (await readCampaign(world, { campaignId })).campaign
  draft = (await readCampaign(world, { campaignId: draftId })).campaign
})

afterAll(() => publicApp.testWorld.close())

describe('the archive', () => {
  test('lists what was sent, and nothing else', async () => {
    expect(archiveBefore).toContain('No letters yet.')
    expect(archiveBefore).not.toContain(sent.slug)
    const page = await (await publicApp.get('/letters')).text()
    expect(page).toContain(`href="/letters/${sent.slug}"`)
    expect(page).toContain(realContents.en?.title)
    expect(page).not.toContain(`/letters/${draft.slug}"`)
    expect(await (await publicApp.get('/')).text()).toContain(`href="/letters/${sent.slug}"`)
    expect((await publicApp.get(`/letters/${draft.slug}`)).status).toBe(404)
  })

  test.each(['en', 'ko'] as const)(
    'shows the letter that was sent in %s, with its numbered sources',
    async (locale) => {
      const page = await (await publicApp.get(`/letters/${sent.slug}`, { 'Accept-Language': locale })).text()
      const content = realContents[locale]
      expect(page).toContain(`<article lang="${locale}">`)
      for (const text of [
        content?.title,
        content?.contentNote,
        content?.keyFigure?.figure,
        content?.ask?.heading,
        sent.code,
      ]) {
        expect(page).toContain(text)
      }
      const cited = [...page.matchAll(/href="#source-(\d+)"/g)].map(([, number]) => Number(number))
      const listed = [...page.matchAll(/<li id="source-(\d+)">([^<]*)/g)]
      expect(cited.length).toBeGreaterThan(2)
      expect(listed.map(([, number]) => Number(number))).toEqual(listed.map((_, index) => index + 1))
      expect(new Set(cited)).toEqual(new Set(listed.map(([, number]) => Number(number))))
      expect(listed.every(([, , publisher]) => (publisher ?? '').length > 2)).toBe(true)
    },
  )
})

test('what may still change about a letter is what it is now, however often the letter was read before', async () => {
  const { world } = publicApp.testWorld
  const path = `/letters/${sent.slug}`
  const read = async (): Promise<string> => (await publicApp.get(path)).text()
  const before = await read()
  const text = { en: 'The hall was another one.', ko: '장소가 바뀌었습니다.' }
  expect(before).not.toContain(text.en)
  const [campaign] = await world.database.select().from(campaigns).where(eq(campaigns.slug, sent.slug))
  const id = campaign?.id ?? ''
  const [note] = await world.database
    .insert(letterNotes)
    .values({ id: world.newId(), campaignId: id, text, authorId: campaign?.authorId ?? '', notedAt: world.now() })
    .returning()
  expect(await read()).toContain(text.en)
  await world.database.delete(letterNotes).where(eq(letterNotes.id, note?.id ?? ''))
  await world.database.update(campaigns).set({ withheldAt: world.now() }).where(eq(campaigns.id, id))
  expect((await publicApp.get(path)).status).toBe(404)
  expect(await (await publicApp.get(`/verify?code=${sent.code}`)).text()).not.toContain(path)
  await world.database.update(campaigns).set({ withheldAt: null }).where(eq(campaigns.id, id))
  expect(await read()).toBe(before)
})

test.each([
  ['en', '13 May 2026, 12:06 (Korean Standard Time)'],
  ['ko', '2026년 5월 13일(수) 12:06(한국 표준시)'],
])('the hour of a letter is on the organisation’s clock, with its zone, in %s', async (locale, moment) => {
  const headers = { 'Accept-Language': locale }
  expect(await (await publicApp.get(`/letters/${sent.slug}`, headers)).text()).toContain(moment)
  expect(await (await publicApp.get(`/verify?code=${sent.code}`, headers)).text()).toContain(moment)
})

describe('checking a letter', () => {
  const headers = { 'X-Test-Address': '198.18.1.1' }

  test('shows what was sent under its code, however it is typed', async () => {
    const loose = sent.code.toLowerCase().replaceAll('-', ' ')
    for (const response of [
      await publicApp.post('/verify', { code: ` ${loose} ` }, headers),
      await publicApp.get(`/verify?code=${encodeURIComponent(loose)}`, headers),
    ]) {
      const page = await response.text()
      expect(response.status).toBe(200)
      expect(page).toContain('We sent a letter with this code')
      expect(page).toContain(`<code>${sent.code}</code>`)
      for (const locale of ['en', 'ko'] as const) expect(page).toContain(realContents[locale]?.subject)
      expect(page).toContain('letters@news.example')
      expect(page).toContain('news.example.org')
      expect(page).toContain(`/letters/${sent.slug}`)
    }
  })

  test('knows neither a draft’s code nor an invented one, and repeats what was typed as text', async () => {
    for (const code of [draft.code, '0000-0000-0', '<b>"x']) {
      const page = await (await publicApp.post('/verify', { code }, headers)).text()
      expect(page).toContain('We have no letter with this code')
      expect(page).not.toContain('<b>"x')
    }
  })

  test('asks for a code when there is none', async () => {
    const response = await publicApp.post('/verify', { code: '  ' }, headers)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain('aria-invalid="true"')
  })

  test('is not for trying out codes', async () => {
    const guesser = { 'X-Test-Address': '198.18.2.1' }
    for (let guess = 0; guess < rateLimits['verify-per-network'].points; guess += 1) {
      expect((await publicApp.get(`/verify?code=${guess}`, guesser)).status).toBe(200)
    }
    const refused = await publicApp.get(`/verify?code=${sent.code}`, guesser)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('Retry-After')).toBe('600')
    expect(await refused.text()).toContain('Please wait 10 minutes')
  })
})
