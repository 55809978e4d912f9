import { beforeEach, describe, expect, test } from 'vitest'
import { createCampaign } from '#actions/create-campaign'
import { readCampaign } from '#actions/read-campaign'
import { readLetterMatter } from '#actions/read-letter-matter'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import { tieCampaign } from '#actions/tie-campaign'
import type { World } from '#actions/world'
import { insertPlannedDraft } from '#database/planning-queries'
import type { Locale } from '#domain/locale'
import { adopted, confirmVote, recordVote, source, vote } from '../support/calendar.ts'
import { approve, assembleTeam, buildRevision, soon, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let world: World
let team: Team

beforeEach(async () => {
  testWorld = await createTestWorld({ now: '2026-11-19T12:00:00Z' })
  world = testWorld.world
  team = await assembleTeam(world)
  await addReader(world)
  await confirmVote(world, team.editor)
  return testWorld.close
})

async function letterOn(kind: 'un-resolution' | 'observance' = 'un-resolution'): Promise<string> {
  const campaign = { name: 'The vote', slug: 'the-vote', kind, occursOn: null } as const
  const { campaignId } = await createCampaign(world, { member: team.editor, campaign })
  await reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision() })
  await scheduleCampaign(world, { member: team.editor, campaignId, schedule: soon(world, 60) })
  return campaignId
}

async function matterOf(campaignId: string, locale: Locale = 'en') {
  const { campaign } = await readCampaign(world, { campaignId })
  return readLetterMatter(world, world.database, { campaign, locale })
}

const tie = (campaignId: string) => tieCampaign(world, { member: team.editor, campaignId, about: vote })
const statusOf = async (campaignId: string) => (await readCampaign(world, { campaignId })).status

describe('the decision that a letter prints', () => {
  test('is open until the outcome is recorded, and then that of the occurrence, in its language', async () => {
    const campaignId = await letterOn()
    await tie(campaignId)
    expect(await matterOf(campaignId)).toMatchObject({ decision: null, isDecisionOpen: true })
    await recordVote(world, team.editor)
    expect(await matterOf(campaignId, 'ko')).toMatchObject({
      decision: {
        name: '유엔 총회 제3위원회 북한인권결의안',
        outcome: adopted,
        day: Temporal.PlainDate.from('2026-11-19'),
        timeZone: 'America/New_York',
        sourceUrl: source,
      },
      isDecisionOpen: false,
    })
  })

  test('is that of the playbook’s occurrence for a letter that planning began', async () => {
    const campaignId = await letterOn()
    expect(await matterOf(campaignId)).toMatchObject({ decision: null, isDecisionOpen: false })
    await insertPlannedDraft(world.database, {
      campaignId,
      ...vote,
      nominalDate: Temporal.PlainDate.from('2026-11-14'),
      offsetDays: 1,
      plannedFor: Temporal.PlainDate.from('2026-11-20'),
      isTentative: false,
    })
    await recordVote(world, team.editor)
    expect(await matterOf(campaignId)).toMatchObject({ decision: { outcome: adopted } })
  })

  test('is none in a letter that waits for the outcome, and in letters of other kinds', async () => {
    const waiting = await letterOn()
    await tie(waiting)
    const schedule = { mode: 'on-outcome', observanceId: vote.observanceId, nominalDate: '2026-11-14' } as const
    await scheduleCampaign(world, { member: team.editor, campaignId: waiting, schedule })
    await recordVote(world, team.editor)
    expect(await matterOf(waiting)).toMatchObject({ decision: null, isDecisionOpen: false })
  })

  test('is none in letters of other kinds', async () => {
    const campaignId = await letterOn('observance')
    await tie(campaignId)
    await recordVote(world, team.editor)
    expect(await matterOf(campaignId)).toMatchObject({ decision: null, isDecisionOpen: false })
  })
})

describe('an approval stands for the decision that is printed', () => {
  test('and is void when one is recorded or corrected', async () => {
    const campaignId = await letterOn()
    await tie(campaignId)
    await approve(world, team, campaignId)
    expect(await statusOf(campaignId)).toBe('scheduled')
    await recordVote(world, team.editor)
    expect(await statusOf(campaignId)).toBe('in-review')
    await approve(world, team, campaignId)
    await recordVote(world, team.editor, { ...adopted, coSponsors: 62 })
    expect(await statusOf(campaignId)).toBe('in-review')
    await recordVote(world, team.editor)
    expect(await statusOf(campaignId)).toBe('scheduled')
  })

  test('and for the occurrence that a person tied it to', async () => {
    const campaignId = await letterOn()
    await approve(world, team, campaignId)
    await tie(campaignId)
    await submitCampaign(world, { member: team.editor, campaignId })
    expect(await statusOf(campaignId)).toBe('in-review')
  })
})

test.each([
  [{ observanceId: 'moon-day', occurrence: '2026' }, 'about.observanceId'],
  [{ observanceId: 'unga-plenary', occurrence: '2026-12-15' }, 'about.occurrence'],
])('a letter about %j is refused', async (about, field) => {
  const campaignId = await letterOn()
  const wish = tieCampaign(world, { member: team.editor, campaignId, about })
  await expect(wish).rejects.toMatchObject({ code: 'occurrence-unknown', field })
})
