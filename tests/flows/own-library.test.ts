import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { planObservances } from '#actions/plan-observances'
import { previewLetter } from '#actions/preview-letter'
import { listCampaigns } from '#actions/list-campaigns'
import { syncLibrary } from '#actions/sync-library'
import { calendarKept } from '#database/tables'
import { findHarm } from '#domain/library-drafts'
import { locales } from '#domain/locale'
import { causeWords } from '../architecture/cause-words.ts'
import { seed } from '../domain/support/seed.ts'
import { createPublicApp, type PublicApp } from '../http/public/public-app.ts'
import { assembleTeam } from '../support/campaigns.ts'

const contentDirectory = join(import.meta.dirname, '../support/river-library')

let publicApp: PublicApp

beforeAll(async () => {
  publicApp = await createPublicApp({ contentDirectory })
  await assembleTeam(publicApp.testWorld.world)
})

afterAll(() => publicApp.testWorld.close())

/** What of our own library stands in a text. */
function leftovers(text: string): string[] {
  const ours = [
    ...seed.topics.flatMap(({ name }) => [name.en, name.ko]),
    ...seed.observances.flatMap(({ name }) => [name.en, name.ko]),
    ...Object.values(seed.cause.links),
    seed.cause.title.en,
    seed.cause.title.ko,
  ]
  return [...ours.filter((words) => text.includes(words)), ...(causeWords.exec(text) ?? [])]
}

describe('an organisation with a library of its own', () => {
  test('has one that passes every check, and warns of nothing in its own letters', async () => {
    const { library, faults } = await publicApp.testWorld.world.readSeed()
    expect(faults).toEqual([])
    expect(library && findHarm(library)).toEqual([])
    expect(library && (await syncLibrary(publicApp.testWorld.world, { library, isApplied: false }))).toEqual([])
  })

  test.each(locales)('shows nothing of ours on its first page in %s', async (locale) => {
    const page = await (await publicApp.get('/', { 'Accept-Language': locale })).text()
    expect(leftovers(page)).toEqual([])
    expect(page).toContain({ en: 'For rivers that can be swum in', ko: '다시 헤엄칠 수 있는 강을 위하여' }[locale])
    expect(page).toContain({ en: '<title>Letters on clean rivers', ko: '<title>맑은 강을 위한 편지' }[locale])
    expect(page).toContain({ en: 'River days', ko: '강의 날' }[locale])
  })

  test('gets the letters of its own year, with nothing of ours in them', async () => {
    const { world, clock } = publicApp.testWorld
    await world.database.update(calendarKept).set({ since: Temporal.PlainDate.from('2026-09-01') })
    clock.set('2026-09-14T03:00:00Z')
    await planObservances(world)
    const { campaigns: drafts } = await listCampaigns(world, {})
    expect(drafts.map(({ campaign }) => campaign.occursOn?.toString())).toEqual(['2026-09-27', '2026-09-27'])
    for (const { campaign } of drafts) {
      for (const locale of locales) {
        const { subject, html, text } = await previewLetter(world, { campaignId: campaign.id, locale })
        expect(leftovers(subject + html + text)).toEqual([])
        expect(text).toContain('https://rivers.example/write')
        expect(text).toContain('Valley Water Survey')
      }
    }
  })
})

test('the search for what is left of ours finds it', () => {
  expect(leftovers('Letters on North Korean human rights')).toContain('North Korea')
  expect(leftovers('https://northlight.example/donate')).toEqual(['https://northlight.example/donate'])
})
