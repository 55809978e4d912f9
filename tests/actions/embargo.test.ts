import { beforeEach, describe, expect, test } from 'vitest'
import { listLetters } from '#actions/list-letters'
import { readCampaign } from '#actions/read-campaign'
import { readLetter } from '#actions/read-letter'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { setEmbargo } from '#actions/set-embargo'
import { submitCampaign } from '#actions/submit-campaign'
import { verifyLetterCode } from '#actions/verify-letter-code'
import type { SendingWorld } from '#actions/world'
import type { Schedule } from '#domain/send-time'
import { approve, assembleTeam, draftCampaign, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { addStaff } from '../support/staff.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

// The clocks of New York go back on 1 November: noon there is 17:00 UTC, and was 16:00 the day before.
const embargo = { date: '2026-11-01', time: '12:00', timeZone: 'America/New_York' }
const atNoon: Schedule = { mode: 'instant', date: '2026-11-01', time: '17:00', timeZone: 'UTC' }

let testWorld: TestWorld
let world: SendingWorld
let mailer: RecordingMailer
let team: Team

beforeEach(async () => {
  testWorld = await createTestWorld({ now: '2026-10-30T09:00:00Z' })
  mailer = createRecordingMailer()
  world = testWorld.sendWith(mailer)
  team = await assembleTeam(world)
  await addReader(world)
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  return testWorld.close
})

async function tick(): Promise<number> {
  const before = mailer.accepted.length
  await releaseDueCampaigns(world)
  expect(await runJobs(world)).toEqual([])
  return mailer.accepted.length - before
}

async function knownOutside(campaignId: string): Promise<string[]> {
  const { slug, code } = (await readCampaign(world, { campaignId })).campaign
  const listed = (await listLetters(world)).map((letter) => letter.slug)
  const page = await readLetter(world, { slug, locale: 'en' }).then(
    () => ['page'],
    () => [],
  )
  return [...listed, ...page, ...((await verifyLetterCode(world, { code })) ? ['code'] : [])]
}

test('nothing of a letter leaves or can be seen before its embargo ends, across a change of clocks', async () => {
  const campaignId = await draftCampaign(world, team, { schedule: atNoon })
  await setEmbargo(world, { member: team.editor, campaignId, embargo })
  await approve(world, team, campaignId)
  testWorld.clock.set('2026-11-01T16:59:59Z')
  expect(await tick()).toBe(0)
  expect(await knownOutside(campaignId)).toEqual([])
  testWorld.clock.set('2026-11-01T17:00:00Z')
  expect(await tick()).toBe(1)
  const { slug } = (await readCampaign(world, { campaignId })).campaign
  expect(await knownOutside(campaignId)).toEqual([slug, 'page', 'code'])
})

test('a release looks at the embargo again, whatever the schedule says', async () => {
  const campaignId = await draftCampaign(world, team, { schedule: atNoon })
  await setEmbargo(world, { member: team.editor, campaignId, embargo })
  await approve(world, team, campaignId)
  await testWorld.testDatabase.pool.query('update campaigns set first_due_at = $1', ['2026-11-01T15:00:00Z'])
  testWorld.clock.set('2026-11-01T16:30:00Z')
  expect(await tick()).toBe(0)
  expect(await knownOutside(campaignId)).toEqual([])
  testWorld.clock.set('2026-11-01T17:00:00Z')
  expect(await tick()).toBe(1)
})

describe('a schedule before the embargo', () => {
  const scheduleAt = (campaignId: string, schedule: Schedule) =>
    scheduleCampaign(world, { member: team.editor, campaignId, schedule })

  test('is refused, and names the instant of the first zone', async () => {
    const campaignId = await draftCampaign(world, team, { schedule: atNoon })
    await setEmbargo(world, { member: team.editor, campaignId, embargo })
    const local: Schedule = { mode: 'local-time', date: '2026-11-02', time: '06:00', timeZone: 'Asia/Seoul' }
    await expect(scheduleAt(campaignId, local)).rejects.toMatchObject({
      code: 'schedule-before-embargo',
      field: 'date',
      detail: { time: '2026-11-01 11:00 (America/New_York)' },
    })
    await scheduleAt(campaignId, { ...local, time: '07:00' })
  })

  test('keeps a campaign from being submitted where the embargo was set after it', async () => {
    const campaignId = await draftCampaign(world, team, { schedule: { ...atNoon, time: '16:30' } })
    await approve(world, team, campaignId)
    await setEmbargo(world, { member: team.editor, campaignId, embargo })
    expect((await readCampaign(world, { campaignId })).status).toBe('draft')
    await expect(submitCampaign(world, { member: team.editor, campaignId })).rejects.toMatchObject({
      code: 'schedule-before-embargo',
    })
    testWorld.clock.set('2026-11-01T17:00:00Z')
    expect(await tick()).toBe(0)
  })
})

test('an approval stands for the embargo that was seen, and for no other', async () => {
  const campaignId = await draftCampaign(world, team, { schedule: atNoon })
  await setEmbargo(world, { member: team.editor, campaignId, embargo })
  await approve(world, team, campaignId)
  await setEmbargo(world, { member: team.editor, campaignId, embargo: null })
  await submitCampaign(world, { member: team.editor, campaignId })
  expect((await readCampaign(world, { campaignId })).status).toBe('in-review')
})

test('an embargo is set ahead, on what has not left, by those who control sending', async () => {
  const campaignId = await draftCampaign(world, team)
  const set = (change: object, member = team.editor) =>
    setEmbargo(world, { member, campaignId, embargo: { ...embargo, ...change } })
  await expect(set({ date: '2025-11-01' })).rejects.toMatchObject({ code: 'embargo-in-past', field: 'date' })
  await expect(set({}, await addStaff(world, 'translator'))).rejects.toMatchObject({ code: 'role-missing' })
  await approve(world, team, campaignId)
  testWorld.clock.advance({ minutes: 6 })
  expect(await tick()).toBe(1)
  await expect(set({})).rejects.toMatchObject({ code: 'campaign-already-released' })
})

test.each([
  ['embargo', embargo],
  ['event', { name: { en: 'Evening', ko: '저녁' } }],
  ['about', { observanceId: 'unga-plenary', occurrence: '2026' }],
])('the database refuses another %s of what has left', async (column, value) => {
  const campaignId = await draftCampaign(world, team)
  await approve(world, team, campaignId)
  testWorld.clock.advance({ minutes: 6 })
  await tick()
  const change = testWorld.testDatabase.pool.query(`update campaigns set ${column} = $1`, [JSON.stringify(value)])
  await expect(change).rejects.toThrow(/a released campaign cannot change/)
})
