import { beforeEach, describe, expect, test } from 'vitest'
import { approveCampaign } from '#actions/approve-campaign'
import { readCampaign } from '#actions/read-campaign'
import { recordOutcome } from '#actions/record-outcome'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { reviseCampaign } from '#actions/revise-campaign'
import { scheduleCampaign } from '#actions/schedule-campaign'
import { setEmbargo } from '#actions/set-embargo'
import { submitCampaign } from '#actions/submit-campaign'
import type { SendingWorld } from '#actions/world'
import { staffNotices } from '#database/tables'
import type { Schedule } from '#domain/send-time'
import type { Outcome } from '#domain/un-outcome'
import { adopted, confirmVote, recordVote, source, vote, wordOn } from '../support/calendar.ts'
import { approve, assembleTeam, buildRevision, draftCampaign, type Team } from '../support/campaigns.ts'
import { addReader } from '../support/readers.ts'
import { createRecordingMailer, type RecordingMailer } from '../support/recording-mailer.ts'
import { createTestWorld, type TestWorld } from '../support/world.ts'
import { runJobs } from '../support/run-jobs.ts'

const onVote: Schedule = { mode: 'on-outcome', observanceId: vote.observanceId, nominalDate: '2026-11-14' }
const rejected: Outcome = { ...adopted, result: 'rejected-by-vote', for: 20, against: 80, abstaining: 10 }

let testWorld: TestWorld
let world: SendingWorld
let mailer: RecordingMailer
let team: Team
let email: string

beforeEach(async () => {
  testWorld = await createTestWorld({ now: '2026-11-16T09:00:00Z' })
  mailer = createRecordingMailer()
  world = testWorld.sendWith(mailer)
  team = await assembleTeam(world)
  email = (await addReader(world)).email
  await confirmVote(world, team.editor)
  await dropJobs()
  return testWorld.close
})

const dropJobs = () => testWorld.testDatabase.pool.query('delete from job_outbox')

async function waitingLetter({ isApproved = true } = {}): Promise<string> {
  const campaignId = await draftCampaign(world, team, { schedule: onVote })
  if (isApproved) await approve(world, team, campaignId)
  return campaignId
}

/** What the release job does, and everything that follows from it. */
async function tick(): Promise<string[]> {
  const before = mailer.accepted.length
  await testWorld.testDatabase.pool.query(`delete from job_outbox where name = 'plan-observances'`)
  await releaseDueCampaigns(world)
  expect(await runJobs(world)).toEqual([])
  return mailer.accepted.slice(before).map(({ to }) => to)
}

async function stateOf(campaignId: string) {
  const { status, campaign } = await readCampaign(world, { campaignId })
  return { status, firstDueAt: campaign.firstDueAt?.toString() ?? null }
}

const notices = async () => (await world.database.select().from(staffNotices)).map(({ kind }) => kind)
const afterTheVote = () => testWorld.clock.set('2026-11-19T18:00:00Z')

describe('a letter that waits for an outcome', () => {
  test('is approved like any other, has no hour, and does not leave on the day by itself', async () => {
    const campaignId = await waitingLetter()
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: null })
    testWorld.clock.set('2026-11-25T00:00:00Z')
    expect(await tick()).toEqual([])
  })

  test('leaves when it is recorded that the text was adopted, once', async () => {
    const campaignId = await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor)
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: '2026-11-19T18:00:00Z' })
    expect(await tick()).toEqual([email])
    expect(await stateOf(campaignId)).toMatchObject({ status: 'sent' })
    expect(await tick()).toEqual([])
    expect(await notices()).toEqual(['outcome-recorded'])
  })

  test('leaves once although two people record the outcome at the same moment', async () => {
    await waitingLetter()
    afterTheVote()
    const word = await wordOn(world, team.editor)
    const record = () => recordOutcome(world, { ...word, recorded: { outcome: adopted, sourceUrl: source } })
    const results = await Promise.allSettled([record(), record()])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await tick()).toEqual([email])
    expect(await tick()).toEqual([])
    expect(await notices()).toEqual(['outcome-recorded'])
  })

  test('is held for a person when nothing could send it for hours after the outcome', async () => {
    const campaignId = await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor)
    testWorld.clock.advance({ hours: 7 })
    expect(await tick()).toEqual([])
    expect(await stateOf(campaignId)).toMatchObject({ status: 'held' })
  })

  test('goes on waiting, and staff are told, when the text was rejected or put off', async () => {
    const campaignId = await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor, rejected)
    expect(await tick()).toEqual([])
    await recordVote(world, team.editor, { result: 'postponed' })
    expect(await tick()).toEqual([])
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: null })
    expect(await notices()).toEqual(['outcome-recorded'])
  })

  test('does not leave by the outcome of another step, or of another year', async () => {
    const campaignId = await waitingLetter()
    const place = { observanceId: 'unga-third-committee', occurrence: '2025' }
    await recordOutcome(world, {
      ...(await wordOn(world, team.editor, place)),
      recorded: { outcome: adopted, sourceUrl: source },
    })
    expect(await tick()).toEqual([])
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: null })
  })

  test('leaves at once when it is approved after the outcome was recorded', async () => {
    const campaignId = await waitingLetter({ isApproved: false })
    afterTheVote()
    await recordVote(world, team.editor)
    expect(await tick()).toEqual([])
    testWorld.clock.advance({ hours: 9 })
    await approve(world, team, campaignId)
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: '2026-11-20T03:00:00Z' })
    expect(await tick()).toEqual([email])
  })

  test('leaves whichever comes first, the approval or the outcome, when both come at the same moment', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const campaignId = await waitingLetter({ isApproved: false })
      await submitCampaign(world, { member: team.editor, campaignId })
      afterTheVote()
      const { boundHash = '' } = await readCampaign(world, { campaignId })
      await Promise.all([
        recordVote(world, team.editor),
        approveCampaign(world, { member: team.approver, campaignId, fingerprint: boundHash }),
      ])
      expect(await tick()).toEqual([email])
      await testWorld.testDatabase.pool.query('update observance_dates set outcome = null')
    }
  })

  test('that was edited after the outcome waits for its approval again', async () => {
    const campaignId = await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor)
    await reviseCampaign(world, { member: team.editor, campaignId, revision: buildRevision({ basedOn: 1 }) })
    expect(await tick()).toEqual([])
    await approve(world, team, campaignId)
    expect(await tick()).toEqual([email])
  })

  test('waits for the end of its embargo as well', async () => {
    const campaignId = await waitingLetter({ isApproved: false })
    const embargo = { date: '2026-11-19', time: '18:00', timeZone: 'America/New_York' }
    await setEmbargo(world, { member: team.editor, campaignId, embargo })
    await approve(world, team, campaignId)
    afterTheVote()
    await recordVote(world, team.editor)
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: '2026-11-19T23:00:00Z' })
    expect(await tick()).toEqual([])
    testWorld.clock.set('2026-11-19T23:00:00Z')
    expect(await tick()).toEqual([email])
  })

  test('is pointed at a step that decides something, in an occurrence that there is', async () => {
    const campaignId = await waitingLetter({ isApproved: false })
    const wait = (observanceId: string, nominalDate: string) =>
      scheduleCampaign(world, {
        member: team.editor,
        campaignId,
        schedule: { mode: 'on-outcome', observanceId, nominalDate },
      })
    await expect(wait('moon-day', '2026-11-14')).rejects.toMatchObject({
      code: 'occurrence-unknown',
      field: 'observanceId',
    })
    await expect(wait('human-rights-day', '2026-12-11')).rejects.toMatchObject({
      code: 'occurrence-unknown',
      field: 'nominalDate',
    })
    await expect(wait('human-rights-day', '2026-12-10')).rejects.toMatchObject({ code: 'nothing-decided' })
  })
})

describe('an outcome that was recorded wrongly', () => {
  test('is taken back before anything has left', async () => {
    const campaignId = await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor)
    await recordVote(world, team.editor, rejected)
    expect(await tick()).toEqual([])
    expect(await stateOf(campaignId)).toEqual({ status: 'scheduled', firstDueAt: null })
    await recordVote(world, team.editor)
    expect(await tick()).toEqual([email])
  })

  test('pauses what is going out by it, and staff are told each time', async () => {
    const campaignId = await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor)
    await releaseDueCampaigns(world)
    await recordVote(world, team.approver, rejected)
    expect(await tick()).toEqual([])
    expect(await stateOf(campaignId)).toMatchObject({ status: 'paused' })
    expect((await notices()).toSorted()).toEqual(['outcome-corrected', 'outcome-recorded'])
  })

  test('in its figures only stops nothing', async () => {
    await waitingLetter()
    afterTheVote()
    await recordVote(world, team.editor)
    await releaseDueCampaigns(world)
    await recordVote(world, team.editor, { ...adopted, coSponsors: 62 })
    expect(await tick()).toEqual([email])
    expect(await notices()).toEqual(['outcome-recorded'])
  })
})
