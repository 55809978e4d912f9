import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeOutcome } from '#actions/describe-outcome'
import { followCampaign } from '#actions/follow-campaign'
import { requestTestLetter } from '#actions/request-test-letter'
import { deliveries, staff } from '#database/tables'
import { draftCampaign } from '../support/campaigns.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeAll(async () => {
  stage = await createSendingStage()
})

afterAll(() => stage.close())

describe('a letter that somebody sends to themselves', () => {
  test('goes to their own address in their own language, says that it is a test, and counts for nothing', async () => {
    const { world, team, mailer } = stage
    await stage.addReaders(2, ['ko', 'en'])
    await world.database.update(staff).set({ locale: 'ko' }).where(eq(staff.id, team.editor.id))
    const campaignId = await draftCampaign(world, team)
    expect(await requestTestLetter(world, { member: team.editor, campaignId })).toEqual({ locale: 'ko' })
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted.map(({ to, subject }) => [to, subject])).toEqual([
      [`${team.editor.id}@staff.example`, '[시험 발송] 오늘은 이웃을 위한 날입니다'],
    ])
    expect(await world.database.select().from(deliveries)).toEqual([])
    expect((await followCampaign(world, { campaignId })).account).toMatchObject({ frozen: 0, accepted: 0 })
  })

  test('is not sent to who has left the staff since', async () => {
    const { world, team, mailer } = stage
    const before = mailer.accepted.length
    const campaignId = await draftCampaign(world, team)
    await requestTestLetter(world, { member: team.editor, campaignId })
    await world.database.execute(
      "update job_outbox set payload = jsonb_set(payload, '{staffId}', '\"00000000000000000000000000000000\"') where name = 'send-test-letter'",
    )
    expect(await runJobs(world)).toEqual([])
    expect(mailer.accepted).toHaveLength(before)
  })
})

describe('how a letter went', () => {
  test('is told by language and over time, in tens, and a count that could point at a reader is not', async () => {
    const { world } = stage
    await stage.addReaders(22, ['ko', 'en'])
    const campaignId = await stage.release()
    expect(await runJobs(world)).toEqual([])
    const { languages, overTime } = await describeOutcome(world, { campaignId })
    const none = { dropped: 0, failed: 0, uncertain: 0, delivered: 0, bounced: 0, complained: 0, left: 0 }
    expect(languages).toEqual([
      { locale: 'en', frozen: 10, ...none },
      { locale: 'ko', frozen: 10, ...none },
    ])
    expect(overTime.at(-1)).toMatchObject({ accepted: 20, delivered: 0 })
    const { zones, account } = await followCampaign(world, { campaignId })
    expect(zones).toMatchObject([{ timeZone: '*', isExpanded: true, frozen: 24, settled: 24 }])
    expect(account).toMatchObject({ frozen: 24, accepted: 24, waiting: 0 })
  })
})
