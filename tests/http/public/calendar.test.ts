import ical from 'ical.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cancelOccurrence } from '#actions/cancel-occurrence'
import { confirmDay } from '#actions/confirm-day'
import { nameDay } from '#actions/name-day'
import { readCampaign } from '#actions/read-campaign'
import { readPublicCalendar } from '#actions/read-public-calendar'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { retireLibraryEntry } from '#actions/retire-library-entry'
import { setEmbargo } from '#actions/set-embargo'
import { tieCampaign } from '#actions/tie-campaign'
import { wordsIn } from '#http/words'
import { confirmVote, source, vote, wordOn } from '../../support/calendar.ts'
import { approve, assembleTeam, draftCampaign, realContents, soon, type Team } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createPublicApp, readEverything, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let team: Team

beforeEach(async () => {
  publicApp = await createPublicApp()
  team = await assembleTeam(publicApp.testWorld.world)
})

afterEach(() => publicApp.testWorld.close())

const readPage = async (locale = 'en'): Promise<string> => (await publicApp.get(`/calendar?lang=${locale}`)).text()
const readFeed = async (locale = 'en'): Promise<string> => (await publicApp.get(`/calendar.ics?lang=${locale}`)).text()

/** What stands on the page about one occurrence. */
async function rowOf(name: string, locale = 'en'): Promise<string | undefined> {
  return new RegExp(`<li id="${name}"[^]*?(?=<li id="|<li class="today"|</section>)`).exec(await readPage(locale))?.[0]
}

async function eventOf(name: string): Promise<ical.Event | undefined> {
  const events = ical.Component.fromString(await readFeed()).getAllSubcomponents('vevent')
  return events.map((event) => new ical.Event(event)).find(({ uid }) => uid.startsWith(`${name}@`))
}

/** A letter about the vote, approved, and with an embargo of three days if it is to have one. */
async function approveLetter({ isEmbargoed = false } = {}): Promise<string> {
  const { world } = publicApp.testWorld
  const schedule = isEmbargoed ? soon(world, 4 * 24 * 60) : soon(world)
  const campaignId = await draftCampaign(world, team, { schedule })
  await tieCampaign(world, { member: team.editor, campaignId, about: vote })
  if (isEmbargoed) {
    const date = world.now().toZonedDateTimeISO('UTC').toPlainDate().add({ days: 3 }).toString()
    await setEmbargo(world, {
      member: team.editor,
      campaignId,
      embargo: { date, time: '12:00', timeZone: 'UTC' },
    })
  }
  await approve(world, team, campaignId)
  return campaignId
}

describe('the calendar page', () => {
  test.each(['en', 'ko'] as const)(
    'shows every day in its order, and marks in words what is not sure, in %s',
    async (locale) => {
      const { page: words } = wordsIn(locale)
      const { days } = await readPublicCalendar(publicApp.testWorld.world)
      const page = await readPage(locale)
      expect(days.length).toBeGreaterThan(20)
      expect([...page.matchAll(/<li id="([^"]+)"/g)].map(([, id]) => id)).toEqual(
        days.map(({ observanceId, occurrenceName }) => `${observanceId}-${occurrenceName}`),
      )
      for (const day of days) {
        const row = await rowOf(`${day.observanceId}-${day.occurrenceName}`, locale)
        expect(row).toContain(day.name[locale])
        expect(row).toContain(`<time datetime="${day.occurrence.startsOn.toString()}">`)
        expect(row?.includes(words('calendar.expected'))).toBe(day.occurrence.certainty === 'expected')
      }
      const chips = days.filter(({ occurrence: { certainty } }) => certainty !== 'fixed' && certainty !== 'confirmed')
      expect(page.split('class="chip"').length - 1).toBe(chips.length)
      expect(chips.length).toBeGreaterThan(3)
      expect(page).toContain(
        words('calendar.today', { day: locale === 'en' ? 'Wednesday 13 May 2026' : '2026년 5월 13일(수)' }),
      )
      expect(page).toContain(`hreflang="ko" href="https://news.example.org/calendar?lang=ko"`)
      expect(page).toContain(`href="webcal://news.example.org/calendar.ics?lang=${locale}"`)
      expect(page).toContain(`href="https://news.example.org/calendar.ics?lang=${locale}"`)
    },
  )

  test('says of the past only what is known of it', async () => {
    expect(await rowOf('coi-anniversary-2026-02-17')).toContain('class="past"')
    expect(await rowOf('hrc-resolution-2026')).toBeUndefined()
    const { world } = publicApp.testWorld
    const place = { observanceId: 'hrc-resolution', occurrence: '2026' }
    const day = { startsOn: '2026-03-27', lengthDays: 1, timeZone: null, sourceUrl: source }
    await confirmDay(world, { ...(await wordOn(world, team.editor, place)), day })
    expect(await rowOf('hrc-resolution-2026')).toContain('<time datetime="2026-03-27">27</time>')
  })

  test('follows a day from its usual time to its last word, and so does the feed, under one name', async () => {
    const { world } = publicApp.testWorld
    const name = `${vote.observanceId}-${vote.occurrence}`
    expect(await rowOf(name)).toMatch(/No day has been announced yet\. Usual time: 14\s–\s20 November\./)
    expect((await eventOf(name))?.startDate.toString()).toBe('2026-11-14')

    const named = { startsOn: '2026-11-18', lengthDays: 1, timeZone: null }
    await nameDay(world, { ...(await wordOn(world, team.editor)), day: named })
    expect(await rowOf(name)).toContain('Not confirmed yet')
    const tentative = await eventOf(name)
    expect(tentative?.component.getFirstPropertyValue('status')).toBe('TENTATIVE')

    publicApp.testWorld.clock.advance({ days: 1 })
    await confirmVote(world, team.editor)
    const row = await rowOf(name)
    expect(row).toContain('<time datetime="2026-11-19">19</time>')
    expect(row).toContain(`href="${source}"`)
    expect(row).not.toContain('class="chip"')
    expect(await rowOf(name, 'ko')).toContain('한국 2026년 11월 20일(금)')
    const confirmed = await eventOf(name)
    expect(confirmed?.startDate.toString()).toBe('2026-11-19')
    expect(confirmed?.endDate.toString()).toBe('2026-11-20')
    expect(confirmed?.sequence).toBeGreaterThan(tentative?.sequence ?? 0)
    expect(String(confirmed?.component.getFirstPropertyValue('last-modified'))).toBe('2026-05-14T03:00:00Z')

    const cancellation = { sourceUrl: 'https://press.example/off', reason: 'A word among staff.' }
    await cancelOccurrence(world, { ...(await wordOn(world, team.editor)), cancellation })
    expect(await rowOf(name)).toContain('It does not take place this time.')
    expect(await rowOf(name)).toContain('href="https://press.example/off"')
    const cancelled = await eventOf(name)
    expect(cancelled?.component.getFirstPropertyValue('status')).toBe('CANCELLED')
    expect(cancelled?.uid).toBe(confirmed?.uid)
    for (const told of [await readPage(), await readFeed()]) expect(told).not.toContain('A word among staff.')
  })

  test('leaves what was cancelled before anybody named its day at its usual time', async () => {
    const { world } = publicApp.testWorld
    const cancellation = { sourceUrl: null, reason: 'No session this year.' }
    await cancelOccurrence(world, { ...(await wordOn(world, team.editor)), cancellation })
    const row = await rowOf('unga-third-committee-2026')
    expect(row).toContain('<time datetime="2026-11-14">14</time>–<time datetime="2026-11-20">20</time>')
    expect(row).toContain('Cancelled')
  })

  test('leads to the letters about a day that have left, and knows no other', async () => {
    const { world, clock } = publicApp.testWorld
    await addReader(world)
    await confirmVote(world, team.editor)
    const sent = await approveLetter()
    const embargoed = await approveLetter({ isEmbargoed: true })
    const draft = await draftCampaign(world, team)
    await tieCampaign(world, { member: team.editor, campaignId: draft, about: vote })
    expect(await rowOf('unga-third-committee-2026')).not.toContain('/letters/')
    clock.advance({ minutes: 6 })
    await releaseDueCampaigns(world)
    const { slug } = (await readCampaign(world, { campaignId: sent })).campaign
    const row = await rowOf('unga-third-committee-2026')
    expect(row).toContain(`href="/letters/${slug}`)
    expect(row).toContain(realContents.en?.title)
    const told = [await readPage(), await readPage('ko'), await readFeed(), await readFeed('ko')]
    for (const campaignId of [embargoed, draft]) {
      const hidden = (await readCampaign(world, { campaignId })).campaign.slug
      expect(told.filter((text) => text.includes(`/letters/${hidden}`))).toEqual([])
    }
  })

  test('of a library without days says so, and the feed is empty', async () => {
    const { world } = publicApp.testWorld
    const ids = new Set((await readPublicCalendar(world)).days.map(({ observanceId }) => observanceId))
    for (const id of [...ids].slice(1)) {
      await retireLibraryEntry(world, { member: team.editor, kind: 'observance', id, isRetired: true })
    }
    const [left = ''] = ids
    expect(new Set([...(await readPage()).matchAll(/<li id="([a-z-]+?)-\d/g)].map(([, id]) => id))).toEqual(
      new Set([left]),
    )
    await retireLibraryEntry(world, { member: team.editor, kind: 'observance', id: left, isRetired: true })
    expect((await readPublicCalendar(world)).days).toEqual([])
    const page = await readPage()
    expect(page).toContain('No days yet.')
    expect(page).not.toContain('webcal:')
    expect(ical.Component.fromString(await readFeed()).getAllSubcomponents('vevent')).toEqual([])
  })
})

describe('the feed', () => {
  test('is known again until something changes, and differs by language', async () => {
    const first = await publicApp.get('/calendar.ics?lang=en')
    const tag = first.headers.get('ETag') ?? ''
    expect(first.status).toBe(200)
    expect(first.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
    expect(first.headers.get('Cache-Control')).toBe('public, max-age=3600')
    expect(first.headers.get('Content-Language')).toBe('en')
    expect(tag).toMatch(/^"[\w-]+"$/)

    publicApp.testWorld.clock.advance({ hours: 3 })
    const again = await publicApp.get('/calendar.ics?lang=en', { 'If-None-Match': tag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('Cache-Control')).toBe('public, max-age=3600')
    expect((await publicApp.get('/calendar.ics?lang=ko', { 'If-None-Match': tag })).status).toBe(200)

    await confirmVote(publicApp.testWorld.world, team.editor)
    const changed = await publicApp.get('/calendar.ics?lang=en', { 'If-None-Match': tag })
    expect(changed.status).toBe(200)
    expect(changed.headers.get('ETag')).not.toBe(tag)
  })

  test('follows the language of the asker where its address names none', async () => {
    const answer = await publicApp.get('/calendar.ics', { 'Accept-Language': 'ko-KR,ko;q=0.9' })
    expect(answer.headers.get('Content-Language')).toBe('ko')
    expect(answer.headers.get('Vary')).toBe('Accept-Language, Accept-Encoding')
    expect(await answer.text()).toContain('NAME:함께 기억하는 날')
  })

  test('counts, marks and remembers nobody who fetches it', async () => {
    const before = await readEverything(publicApp.testWorld)
    for (const method of ['GET', 'HEAD', 'GET']) {
      const answer = await publicApp.app.request('/calendar.ics', { method })
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Set-Cookie')).toBeNull()
    }
    expect(await readEverything(publicApp.testWorld)).toEqual(before)
    expect(publicApp.bugs).toEqual([])
  })
})
