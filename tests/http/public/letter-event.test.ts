import ical from 'ical.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { setEvent } from '#actions/set-event'
import { letterEventSchema } from '#domain/letter-event'
import { approve, assembleTeam, draftCampaign, realContents, type Team } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

// Everything that a line of a calendar could be broken by, and long enough to be folded within a syllable.
const event = letterEventSchema.parse({
  name: {
    en: 'Open table; bread, soup \\ tea',
    ko: '열린 식탁; 밥, 국 \\ 차. 이웃과 새 이웃이 함께하는 저녁 자리에 초대합니다',
  },
  date: '2026-07-14',
  time: '19:00',
  timeZone: 'Asia/Seoul',
  durationMinutes: 90,
  place: { en: 'Yesi Library, 2F; Seoul', ko: '서울 종로구 예시로 12, 예시도서관 2층; 큰방' },
  url: 'https://northlight.example/events/open-table?a=1&b=2',
})

const message = { subject: '질문 <한> 가지', text: ['첫째 줄', '둘째 줄 & 끝'] }

let publicApp: PublicApp
let team: Team
let sent: string
let sentId: string
let draft: string
let plain: string

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, clock } = publicApp.testWorld
  team = await assembleTeam(world)
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  const { ko, en } = realContents
  if (!ko?.ask || !en) throw new Error('The letter has an ask in Korean, and English words')
  const contents = { en, ko: { ...ko, ask: { ...ko.ask, message } } }
  const withEvent = async (isSent: boolean): Promise<{ id: string; slug: string }> => {
    const campaignId = await draftCampaign(world, team, { revision: { contents } })
    await setEvent(world, { member: team.editor, campaignId, event })
    if (isSent) await approve(world, team, campaignId)
    return (await readCampaign(world, { campaignId })).campaign
  }
  ;({ slug: sent, id: sentId } = await withEvent(true))
  draft = (await withEvent(false)).slug
  const other = await draftCampaign(world, team)
  await approve(world, team, other)
  plain = (await readCampaign(world, { campaignId: other })).campaign.slug
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
})

afterAll(() => publicApp.testWorld.close())

describe('the calendar file of an event', () => {
  test.each(['en', 'ko'] as const)(
    'says in %s what the letter says, to a reader of calendars that is not ours',
    async (locale) => {
      const answer = await publicApp.get(`/letters/${sent}/event.ics?lang=${locale}`)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('Content-Type')).toBe('text/calendar; charset=utf-8')
      expect(answer.headers.get('Content-Disposition')).toBe(`attachment; filename="${sent}.ics"`)
      const calendar = ical.Component.fromString(await answer.text())
      const entries = calendar.getAllSubcomponents('vevent')
      expect(entries).toHaveLength(1)
      const entry = new ical.Event(entries[0])
      expect(entry.summary).toBe(event.name[locale])
      expect(entry.location).toBe(event.place?.[locale])
      expect(entry.startDate.toString()).toBe('2026-07-14T10:00:00Z')
      expect(entry.endDate.toString()).toBe('2026-07-14T11:30:00Z')
      expect(entry.component.getFirstPropertyValue('url')).toBe(event.url)
      expect(entry.description).toContain(`/letters/${sent}?lang=${locale}`)
      expect(entry.uid).toContain(sent)
    },
  )

  test('is folded at 75 octets at most, and never within a character', async () => {
    const bytes = new Uint8Array(await (await publicApp.get(`/letters/${sent}/event.ics?lang=ko`)).arrayBuffer())
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const lines = text.split('\r\n')
    expect(lines.at(-1)).toBe('')
    expect(lines.filter((line) => new TextEncoder().encode(line).length > 75)).toEqual([])
    expect(lines.some((line) => line.startsWith(' '))).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  test('has the same name in both languages, so that it is one entry', async () => {
    const uids = await Promise.all(
      (['en', 'ko'] as const).map(
        async (locale) =>
          /^UID:.*$/m.exec(await (await publicApp.get(`/letters/${sent}/event.ics?lang=${locale}`)).text())?.[0],
      ),
    )
    expect(uids[0]).toBe(uids[1])
    expect(uids[0]).toMatch(/^UID:[\w-]+@/)
  })

  test('is not there before the letter has left, nor for a letter without an event', async () => {
    for (const slug of [draft, plain, 'no-such-letter']) {
      expect((await publicApp.get(`/letters/${slug}/event.ics`)).status).toBe(404)
    }
  })
})

describe('the web copy', () => {
  test('prints the invitation with its links, as it was approved', async () => {
    const page = await (await publicApp.get(`/letters/${sent}?lang=en`)).text()
    expect(page).toContain('<h2>Open table; bread, soup \\ tea</h2>')
    expect(page).toContain('<dd>19:00–20:30 (Korean Standard Time)</dd>')
    expect(page).toContain(`/letters/${sent}/event.ics?lang=en"`)
    expect(page).toContain('href="https://calendar.google.com/calendar/render?action=TEMPLATE')
  })

  test('prints the message to copy, escaped', async () => {
    const page = await (await publicApp.get(`/letters/${sent}?lang=ko`)).text()
    expect(page).toContain('<dd>질문 &lt;한&gt; 가지</dd>')
    expect(page).toContain('<p>둘째 줄 &amp; 끝</p>')
    expect(page).toContain('href="mailto:?subject=')
  })

  test('can be compared by the domains that the letter leads to', async () => {
    const { code } = (await readCampaign(publicApp.testWorld.world, { campaignId: sentId })).campaign
    const page = await (await publicApp.get(`/verify?code=${code}`)).text()
    for (const domain of ['calendar.google.com', 'outlook.live.com']) expect(page).toContain(domain)
  })

  test('of a letter without them has no panels', async () => {
    expect(await (await publicApp.get(`/letters/${plain}?lang=en`)).text()).not.toContain('class="panel"')
  })
})

test('an event cannot change once the letter has left, and a change before voids the approval', async () => {
  const { world } = publicApp.testWorld
  const campaignId = (await readCampaign(publicApp.testWorld.world, { campaignId: sentId })).campaign.id
  await expect(setEvent(world, { member: team.editor, campaignId, event: null })).rejects.toMatchObject({
    code: 'campaign-already-released',
  })
  const other = await draftCampaign(world, team)
  await approve(world, team, other)
  await setEvent(world, { member: team.editor, campaignId: other, event })
  const { campaign, status } = await readCampaign(world, { campaignId: other })
  expect(campaign.event).toEqual(event)
  expect(status).toBe('draft')
})
