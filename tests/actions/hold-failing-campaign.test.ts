import { beforeEach, expect, test } from 'vitest'
import { holdFailingCampaign } from '#actions/hold-failing-campaign'
import { inspectSending } from '#actions/inspect-sending'
import { readCampaign } from '#actions/read-campaign'
import { releaseDueCampaigns } from '#actions/release-due-campaigns'
import { resumeCampaign } from '#actions/resume-campaign'
import { failWith } from '../support/recording-mailer.ts'
import { runJobs } from '../support/run-jobs.ts'
import { createSendingStage, type SendingStage } from '../support/sending-stage.ts'

let stage: SendingStage

beforeEach(async () => {
  stage = await createSendingStage()
  return () => stage.close()
})

async function statusOf(campaignId: string) {
  const { status, campaign } = await readCampaign(stage.world, { campaignId })
  return [status, campaign.holdReason]
}

test('a batch that fails at every attempt holds its campaign, and resuming tries it again', async () => {
  await stage.addReaders(3)
  const campaignId = await stage.release()
  stage.mailer.answers.push(failWith('temporary'))
  await runJobs(stage.world)
  const [batch] = await stage.batches()
  await holdFailingCampaign(stage.world, { batchId: batch?.id ?? '' })
  expect(await statusOf(campaignId)).toEqual(['held', 'batches-failing'])
  await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
  expect(await runJobs(stage.world)).toEqual([])
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 3, status: 'sent' })
  await holdFailingCampaign(stage.world, { batchId: batch?.id ?? '' })
  expect(await statusOf(campaignId)).toEqual(['sent', null])
})

test('a job that failed for good is not counted any more once its campaign goes on', async () => {
  await stage.addReaders(3)
  const campaignId = await stage.release()
  const fail = (name: string) =>
    stage.testDatabase.pool.query(
      `update job_outbox set failed_at = $2, failure_code = 'TypeError', rung_at = $2 where name = $1`,
      [name, stage.world.now().toString()],
    )
  const countFailed = async () => (await inspectSending(stage.world)).jobs.failed.length
  await fail('expand-audience')
  expect(await countFailed()).toBe(1)
  const { releases } = await readCampaign(stage.world, { campaignId })
  await holdFailingCampaign(stage.world, { releaseId: releases[0]?.id ?? '' })
  await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
  expect(await countFailed()).toBe(0)
  await stage.expand(campaignId)
  await fail('send-batch-by-smtp')
  const [batch] = await stage.batches()
  await holdFailingCampaign(stage.world, { batchId: batch?.id ?? '' })
  await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
  expect(await runJobs(stage.world)).toEqual([])
  expect(await countFailed()).toBe(0)
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 3, status: 'sent' })
})

test('an audience that cannot be walked holds its campaign, and resuming walks it', async () => {
  await stage.addReaders(3)
  const campaignId = await stage.release()
  const { releases } = await readCampaign(stage.world, { campaignId })
  await stage.testDatabase.pool.query('delete from job_outbox')
  await holdFailingCampaign(stage.world, { releaseId: releases[0]?.id ?? '' })
  expect(await statusOf(campaignId)).toEqual(['held', 'audience-failing'])
  await resumeCampaign(stage.world, { member: stage.team.editor, campaignId })
  expect(await runJobs(stage.world)).toEqual([])
  expect(await stage.accountOf(campaignId)).toMatchObject({ accepted: 3, status: 'sent' })
})

test('a campaign whose job to finish it was lost for good is finished by the next tick', async () => {
  await stage.addReaders(3)
  const campaignId = await stage.release()
  await stage.testDatabase.pool.query(
    `create function drop_job() returns trigger language plpgsql as 'begin return null; end';
     create trigger drop_finish before insert on job_outbox for each row when (new.name = 'finish-campaign')
       execute function drop_job()`,
  )
  expect(await runJobs(stage.world)).toEqual([])
  expect(await statusOf(campaignId)).toEqual(['sending', null])
  await releaseDueCampaigns(stage.world)
  expect(await statusOf(campaignId)).toEqual(['sent', null])
})
