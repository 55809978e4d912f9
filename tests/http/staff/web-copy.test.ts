import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { approve, assembleTeam, draftCampaign, type Team } from '../../support/campaigns.ts'
import { addReader } from '../../support/readers.ts'
import { expectProblem } from './support/expect-problem.ts'
import { createStaffSite, textOf, type StaffSite } from './support/staff-site.ts'

let site: StaffSite
let team: Team
let editor: string
let approver: string

beforeAll(async () => {
  site = await createStaffSite()
  team = await assembleTeam(site.world)
  editor = await site.as('editor')
  approver = await site.as('approver')
  await addReader(site.world)
})

afterAll(() => site[Symbol.asyncDispose]())

const draft = () => draftCampaign(site.world, team)
const copyOf = async (campaignId: string) => site.ask(`/api/campaigns/${campaignId}/web-copy`, { as: editor })

async function send(): Promise<string> {
  const campaignId = await draft()
  await approve(site.world, team, campaignId)
  site.clock.advance({ minutes: 6 })
  await releaseDueCampaigns(site.world)
  return campaignId
}

test('a draft has addresses that nobody can see yet', async () => {
  const campaignId = await draft()
  const { slug } = (await readCampaign(site.world, { campaignId })).campaign
  const page = `${site.world.publicUrl}/letters/${slug}`
  expect((await copyOf(campaignId)).json).toEqual({
    addresses: [
      { locale: 'en', url: `${page}?lang=en` },
      { locale: 'ko', url: `${page}?lang=ko` },
    ],
    isShown: false,
    notes: [],
    corrections: [],
    corrects: null,
  })
})

test('a letter that left is shown until it is withheld or taken down', async () => {
  const campaignId = await send()
  const change = (method: string, path: string, body?: object) =>
    site.ask(`/api/campaigns/${campaignId}/${path}`, { method, as: approver, ...(body && { body }) })
  expect((await copyOf(campaignId)).json['isShown']).toBe(true)
  await change('PUT', 'withheld')
  expect((await copyOf(campaignId)).json['isShown']).toBe(false)
  await change('DELETE', 'withheld')
  await change('POST', 'takedown', { reason: 'A family asked for it.' })
  expect((await copyOf(campaignId)).json['isShown']).toBe(false)
})

test('notes are told with who wrote them, corrections with where they stand, and the other way round', async () => {
  const campaignId = await send()
  const path = `/api/campaigns/${campaignId}`
  const text = { en: 'The vote has since been held.', ko: '그 뒤 표결이 이루어졌습니다.' }
  await site.ask(`${path}/notes`, { method: 'POST', as: approver, body: { text } })
  const begun = await site.ask(`${path}/correction`, { method: 'POST', as: editor })
  const { json } = await copyOf(campaignId)
  expect(json['notes']).toMatchObject([{ text, author: 'approver', notedAt: site.world.now().toString() }])
  expect(json['corrections']).toMatchObject([{ id: begun.json['id'], status: 'draft' }])
  const correction = await copyOf(textOf(begun.json['id']))
  expect(correction.json['corrects']).toMatchObject({ id: campaignId })
})

test('of a letter that there is not, nothing is told', async () => {
  expectProblem(await copyOf('0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23'), { status: 404, code: 'not-found' })
})
