import { readCampaign } from './campaign-run.ts'
import { untilMoving } from './keep-moving.ts'
import type { Stage } from './stage.ts'
import { until } from './until.ts'

/**
 * Waits for the end of a campaign, and until no job of it is left: that of a batch that another job had in hand waits out
 * the lease of its call, in time that may be moved.
 * @param lookAfter what a person does meanwhile, again and again
 * @throws Error that tells what is left, or why it is held
 */
export async function untilFinished(
  stage: Stage,
  campaignId: string,
  { withinSeconds, lookAfter = async () => {} }: { withinSeconds: number; lookAfter?: () => Promise<void> },
): Promise<void> {
  const isOver = async (): Promise<boolean> => {
    await lookAfter()
    return (await readCampaign(stage, campaignId)).finishedAt !== null
  }
  try {
    await until('the end of the campaign', isOver, { withinSeconds })
    await untilMoving(stage, 'the end of its jobs', () => hasNoJobs(stage))
  } catch (error) {
    throw new Error(`${String(error)} ${await describeRest(stage, campaignId)}`, { cause: error })
  }
}

async function hasNoJobs({ pool, queue }: Stage): Promise<boolean> {
  const { rows } = await pool.query<{ ofCampaigns: number; toStaff: number }>(
    `select count(*) filter (where name <> 'send-staff-notice')::int as "ofCampaigns",
       count(*) filter (where name = 'send-staff-notice')::int as "toStaff" from job_outbox`,
  )
  const { ofCampaigns = 0, toStaff = 0 } = rows[0] ?? {}
  // What tells staff of a hold goes by the same provider, and comes back to it ten minutes after an outage.
  return ofCampaigns === 0 && (await queue.countJobs()) <= toStaff
}

async function describeRest(stage: Stage, campaignId: string): Promise<string> {
  const { finishedAt, holdReason } = await readCampaign(stage, campaignId)
  const { rows: jobs } = await stage.pool.query(
    `select name, count(*)::int, min(failure_code) as code, max(rings) as rings from job_outbox group by name`,
  )
  const { rows: batches } = await stage.pool.query(
    `select count(*)::int, count(sealed_at)::int as sealed, count(attempting_since)::int as open, min(provider) as provider
     from delivery_batches where campaign_id = $1 and settled_at is null`,
    [campaignId],
  )
  const { rows: providers } = await stage.pool.query('select row_to_json(mail_providers) as row from mail_providers')
  const queued = await stage.queue.countJobs()
  return JSON.stringify({ finishedAt, holdReason, jobs, queued, batches, providers })
}
