import { beforeEach, describe, expect, test } from 'vitest'
import { pauseCampaign } from '#actions/pause-campaign'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { resumeCampaign } from '#actions/resume-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { submitCampaign } from '#actions/submit-campaign'
import type { SendingWorld } from '#actions/world'
import { changeSubscriber } from '#database/subscriber-queries'
import type { Schedule } from '#domain/send-time'
import { approve, assembleTeam, draftCampaign, soon, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, type RecordingMailer } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'

let testWorld: TestWorld
let team: Team
let mailer: RecordingMailer
let world: SendingWorld

beforeEach(async () => {
  testWorld = await createTestWorld({ now: '2026-07-10T00:00:00Z' })
  team = await assembleTeam(testWorld.world)
  mailer = createRecordingMailer()
  world = testWorld.sendWith(mailer)
  return testWorld.close
})

async function addReaderIn(timeZone: string | null) {
  const reader = await addReader(world, { timeZone })
  await testWorld.testDatabase.pool.query('delete from job_outbox')
  return reader
}

/** What the minute's tick does, and everything that follows from it. */
async function tick(): Promise<string[]> {
  const before = mailer.accepted.length
  await releaseDueCampaigns(world)
  expect(await runJobs(world)).toEqual([])
  return mailer.accepted.slice(before).map(({ to }) => to)
}

async function statusOf(campaignId: string) {
  return (await readCampaign(world, { campaignId })).status
}

const morning: Schedule = { mode: 'local-time', date: '2026-07-14', time: '09:00', timeZone: 'Asia/Seoul' }

describe('a campaign at one instant', () => {
  test('leaves when it is due, not before, and once', async () => {
    const { email } = await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    expect(await tick()).toEqual([])
    expect(await statusOf(campaignId)).toBe('scheduled')
    testWorld.clock.advance({ minutes: 5 })
    expect(await tick()).toEqual([email])
    expect(await statusOf(campaignId)).toBe('sent')
    expect(await tick()).toEqual([])
  })

  test('never leaves without an approval', async () => {
    await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await submitCampaign(world, { member: team.editor, campaignId })
    testWorld.clock.advance({ minutes: 5 })
    expect(await tick()).toEqual([])
    expect(await statusOf(campaignId)).toBe('in-review')
  })

  test('moved to another time leaves at that time only', async () => {
    const { email } = await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    await scheduleCampaign(world, { member: team.editor, campaignId, schedule: soon(world, 90) })
    await approve(world, team, campaignId)
    testWorld.clock.advance({ minutes: 30 })
    expect(await tick()).toEqual([])
    testWorld.clock.advance({ hours: 1 })
    expect(await tick()).toEqual([email])
  })

  test('that could not start in time is held for a person and not sent late', async () => {
    const { email } = await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    testWorld.clock.advance({ hours: 7 })
    expect(await tick()).toEqual([])
    expect(await readCampaign(world, { campaignId })).toMatchObject({
      status: 'held',
      campaign: { holdReason: 'late' },
    })
    await resumeCampaign(world, { member: team.editor, campaignId })
    expect(await tick()).toEqual([email])
  })

  test('that was held and then put off leaves at its new hour', async () => {
    const { email } = await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    testWorld.clock.advance({ hours: 7 })
    await tick()
    await scheduleCampaign(world, { member: team.editor, campaignId, schedule: soon(world, 24 * 60) })
    await approve(world, team, campaignId)
    await resumeCampaign(world, { member: team.editor, campaignId })
    expect(await tick()).toEqual([])
    testWorld.clock.advance({ hours: 24 })
    expect(await tick()).toEqual([email])
  })

  test('paused before it is due waits, and leaves when it is resumed', async () => {
    const { email } = await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    await pauseCampaign(world, { member: team.approver, campaignId })
    testWorld.clock.advance({ minutes: 10 })
    expect(await tick()).toEqual([])
    await resumeCampaign(world, { member: team.approver, campaignId })
    expect(await tick()).toEqual([email])
  })

  test('does not reach somebody who subscribed after it was released', async () => {
    await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team)
    await approve(world, team, campaignId)
    testWorld.clock.advance({ minutes: 5 })
    await releaseDueCampaigns(world)
    testWorld.clock.advance({ seconds: 1 })
    const latecomer = await addReader(world)
    await testWorld.testDatabase.pool.query(`delete from job_outbox where name = 'send-confirmation'`)
    expect(await tick()).not.toContain(latecomer.email)
    expect(await statusOf(campaignId)).toBe('sent')
  })
})

describe('a campaign at each reader’s own hour', () => {
  test('reaches each zone when its clock shows the hour, and those without a zone with the organisation', async () => {
    const seoul = await addReaderIn('Asia/Seoul')
    const nowhere = await addReaderIn(null)
    const london = await addReaderIn('Europe/London')
    const newYork = await addReaderIn('America/New_York')
    const campaignId = await draftCampaign(world, team, { schedule: morning })
    await approve(world, team, campaignId)

    testWorld.clock.set('2026-07-13T23:59:00Z')
    expect(await tick()).toEqual([])
    testWorld.clock.set('2026-07-14T00:00:00Z')
    expect((await tick()).toSorted()).toEqual([seoul.email, nowhere.email].toSorted())
    testWorld.clock.set('2026-07-14T08:00:00Z')
    expect(await tick()).toEqual([london.email])
    expect(await statusOf(campaignId)).toBe('sending')
    testWorld.clock.set('2026-07-14T13:00:00Z')
    expect(await tick()).toEqual([newYork.email])
    testWorld.clock.set('2026-07-14T21:00:00Z')
    expect(await tick()).toEqual([])
    expect(await statusOf(campaignId)).toBe('sent')
  })

  test('reaches readers whose zone this runtime does not know with the last of all', async () => {
    const seoul = await addReaderIn('Asia/Seoul')
    const lost = await addReaderIn('Europe/London')
    await changeSubscriber(world.database, lost.id, { locale: 'en', timeZone: 'Europe/Atlantis' })
    await approve(world, team, await draftCampaign(world, team, { schedule: morning }))
    testWorld.clock.set('2026-07-14T00:00:00Z')
    expect(await tick()).toEqual([seoul.email])
    testWorld.clock.set('2026-07-14T21:00:00Z')
    expect(await tick()).toEqual([lost.email])
  })

  test('reaches a traveller once, and nobody is passed over', async () => {
    const east = await addReaderIn('Asia/Seoul')
    const west = await addReaderIn('America/New_York')
    const campaignId = await draftCampaign(world, team, { schedule: morning })
    await approve(world, team, campaignId)
    testWorld.clock.set('2026-07-14T00:00:00Z')
    expect(await tick()).toEqual([east.email])
    // One has had the letter and flies to where the hour is still to come; the other to where it is over.
    await changeSubscriber(world.database, east.id, { locale: 'en', timeZone: 'America/New_York' })
    await changeSubscriber(world.database, west.id, { locale: 'en', timeZone: 'Asia/Seoul' })
    testWorld.clock.set('2026-07-14T13:00:00Z')
    await tick()
    testWorld.clock.set('2026-07-14T21:00:00Z')
    await tick()
    expect(mailer.accepted.map(({ to }) => to)).toEqual([east.email, west.email])
    expect(await statusOf(campaignId)).toBe('sent')
  })

  test('is held when the service was down while a zone’s hour went by', async () => {
    const seoul = await addReaderIn('Asia/Seoul')
    const london = await addReaderIn('Europe/London')
    const campaignId = await draftCampaign(world, team, { schedule: morning })
    await approve(world, team, campaignId)
    testWorld.clock.set('2026-07-14T00:00:00Z')
    expect(await tick()).toEqual([seoul.email])
    testWorld.clock.set('2026-07-14T15:00:00Z')
    expect(await tick()).toEqual([])
    expect(await statusOf(campaignId)).toBe('held')
    await resumeCampaign(world, { member: team.editor, campaignId })
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted.map(({ to }) => to)).toEqual([seoul.email, london.email])
  })
})
