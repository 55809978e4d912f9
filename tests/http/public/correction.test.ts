import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { updateCampaign } from '#database/campaign-queries'
import { approve, assembleTeam, draftCampaign, soon } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { createPublicApp, type PublicApp } from './public-app.ts'

let publicApp: PublicApp
let wrong: { id: string; slug: string }
let correction: { id: string; slug: string }

beforeAll(async () => {
  publicApp = await createPublicApp()
  const { world, clock } = publicApp.testWorld
  const team = await assembleTeam(world)
  await addReader(world)
  await addReader(world, { locale: 'ko' })
  const begin = async (minutes: number, corrects: string | null) => {
    const id = await draftCampaign(world, team, { schedule: soon(world, minutes) })
    await updateCampaign(world.database, id, { corrects, kind: corrects === null ? 'observance' : 'correction' })
    return (await readCampaign(world, { campaignId: id })).campaign
  }
  wrong = await begin(5, null)
  await approve(world, team, wrong.id)
  clock.advance({ minutes: 6 })
  await releaseDueCampaigns(world)
  await world.database.transaction((transaction) => updateCampaign(transaction, wrong.id, { finishedAt: world.now() }))
  correction = await begin(24 * 60, wrong.id)
  await approve(world, team, correction.id)
})

afterAll(() => publicApp.testWorld.close())

const page = async (slug: string, locale = 'en') =>
  (await publicApp.get(`/letters/${slug}`, { 'Accept-Language': locale })).text()

test('the web copy of a letter knows of its correction once that has left, below a rule, with its day and its link', async () => {
  const { world, clock } = publicApp.testWorld
  expect(await page(wrong.slug)).not.toContain('This letter has been corrected')
  clock.advance({ hours: 24 })
  await releaseDueCampaigns(world)

  const english = await page(wrong.slug)
  expect(english).toMatch(/Added on the web, not part of the letter<\/p>\s*<h2>This letter has been corrected<\/h2>/)
  expect(english).toContain(`<a href="/letters/${correction.slug}?lang=en">Read the correction of 14 May 2026</a>`)
  expect(await page(wrong.slug, 'ko')).toContain(
    `<a href="/letters/${correction.slug}?lang=ko">2026년 5월 14일의 정정 읽기</a>`,
  )
  expect(await page(correction.slug)).not.toContain('This letter has been corrected')
})
