import { beforeAll, expect, test } from 'vitest'
import { checkCampaign } from '#actions/check-campaign'
import { createCampaign } from '#actions/create-campaign'
import { reviseCampaign, type RevisionInput } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { setEvent } from '#actions/set-event'
import { submitCampaign } from '#actions/submit-campaign'
import type { World } from '#actions/world'
import type { LetterKind } from '#domain/mail-template'
import type { ClockSchedule } from '#domain/send-time'
import { assembleTeam, buildRevision, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createTestWorld } from '../support/world.ts'

let world: World
let team: Team

beforeAll(async () => {
  const testWorld = await createTestWorld()
  world = testWorld.world
  team = await assembleTeam(world)
  await addReader(world, { timeZone: 'Asia/Seoul' })
  await addReader(world, { timeZone: 'America/New_York' })
  return testWorld.close
})

const day = '2026-06-10'
/** Ten in the evening of the day before in New York. */
const event = {
  name: { en: 'Open table', ko: '열린 식탁' },
  date: day,
  time: '11:00',
  timeZone: 'Asia/Seoul',
  durationMinutes: 90,
  place: null,
  url: null,
}
const everywhereAt = (date: string, time: string): ClockSchedule => ({
  mode: 'local-time',
  date,
  time,
  timeZone: 'Asia/Seoul',
})

let drafts = 0

async function begin(kind: LetterKind, schedule: ClockSchedule): Promise<string> {
  drafts += 1
  const { campaignId } = await createCampaign(world, {
    member: team.editor,
    campaign: { name: `Invitation ${drafts}`, slug: `invitation-${drafts}`, kind, occursOn: null },
  })
  await reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision() })
  await scheduleCampaign(world, { member: team.editor, campaignId, schedule })
  return campaignId
}

const invite = (campaignId: string) => setEvent(world, { member: team.editor, campaignId, event })
const submit = (campaignId: string) => submitCampaign(world, { member: team.editor, campaignId })
const letStand = (campaignId: string, revision: Partial<RevisionInput>) =>
  reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision({ basedOn: 1, ...revision }) })
async function found(campaignId: string) {
  const { findings } = await checkCampaign(world, { campaignId })
  return findings.filter(({ rule }) => rule === 'event-missing' || rule === 'event-begun')
}

test('a letter that is called an event is not submitted without one, unless that is meant', async () => {
  const campaignId = await begin('event', everywhereAt(day, '09:00'))
  expect(await found(campaignId)).toMatchObject([{ rule: 'event-missing', severity: 'blocking' }])
  await expect(submit(campaignId)).rejects.toMatchObject({ code: 'check-failed', detail: { finding: 'event-missing' } })
  await letStand(campaignId, { acknowledgedFindings: ['event-missing'] })
  expect(await found(campaignId)).toMatchObject([{ severity: 'warning', isAcknowledged: true }])
  await submit(campaignId)
})

test('a letter of another kind needs no event', async () => {
  expect(await found(await begin('observance', everywhereAt(day, '09:00')))).toEqual([])
})

test('a letter that comes when its event has begun says for which zones, and is in time the day before', async () => {
  const late = await begin('observance', everywhereAt(day, '09:00'))
  await invite(late)
  expect(await found(late)).toMatchObject([
    { rule: 'event-begun', severity: 'blocking', detail: { zones: 'America/New_York' } },
  ])
  const inTime = await begin('event', everywhereAt('2026-06-09', '09:00'))
  await invite(inTime)
  expect(await found(inTime)).toEqual([])
})
