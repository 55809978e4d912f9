import { z } from 'zod'
import { DemoFailure, demand } from './demo-failure.ts'
import type { Employee } from './join-staff.ts'
import type { ApprovedCampaign } from './prepare-campaign.ts'
import type { Stage } from './stage.ts'
import { waitFor, waitMilliseconds } from './wait.ts'

const reportSchema = z.object({
  status: z.string(),
  account: z.object({
    isBalanced: z.boolean(),
    accepted: z.number(),
    dropped: z.number(),
    failed: z.number(),
    uncertain: z.number(),
    waiting: z.number(),
    settled: z.number(),
    bouncedHard: z.number(),
    bouncedSoft: z.number(),
    complained: z.number(),
    left: z.number(),
  }),
})

/** What became of everyone a campaign was for. */
export type Account = z.infer<typeof reportSchema>['account']

/** The worker looks for due campaigns every 15 seconds; a slow machine gets a little more. */
const releaseSecondsMax = 60
const sendingSecondsMax = 300
const stuck: readonly string[] = ['held', 'paused', 'cancelled', 'draft', 'in-review']

/** Counts down to the minute a campaign is due, and follows its report until it is sent. */
export async function followSending(stage: Stage, watcher: Employee, campaign: ApprovedCampaign): Promise<Account> {
  const { narrator } = stage
  await countDown(stage, campaign)
  await waitFor(`The release of “${campaign.name}”`, async () => (await isReleased(stage, watcher, campaign)) || null, {
    signal: stage.signal,
    withinSeconds: releaseSecondsMax,
    everyMilliseconds: 500,
  })
  narrator.tell(`The worker sends “${campaign.name}”.`)
  const account = await waitFor(`The end of “${campaign.name}”`, () => readProgress(stage, watcher, campaign), {
    signal: stage.signal,
    withinSeconds: sendingSecondsMax,
    everyMilliseconds: 250,
  })
  const { accepted, failed, uncertain, dropped, waiting, isBalanced } = account
  narrator.tell(`Sent: ${inWords({ accepted, failed, uncertain, dropped, waiting })}.`)
  demand(isBalanced, `The account of “${campaign.name}” does not balance.`)
  demand(failed === 0 && uncertain === 0 && waiting === 0, `Not every letter of “${campaign.name}” was accepted.`)
  // Audiences are counted in tens; what left is counted to the letter.
  demand(
    accepted - (accepted % 10) === campaign.audienceSize,
    `${accepted} letters left for an audience of ${campaign.audienceSize}.`,
  )
  return account
}

/** The balanced account of a campaign, as it stands. */
export async function readAccount({ desk }: Employee, { id }: ApprovedCampaign): Promise<Account> {
  return (await desk.get(`/api/campaigns/${id}/report`, reportSchema)).account
}

async function countDown({ narrator, now, signal }: Stage, { dueAt }: ApprovedCampaign): Promise<void> {
  for (;;) {
    const seconds = Math.ceil(now().until(dueAt).total('seconds'))
    if (seconds <= 0) return
    narrator.progress(`Due in ${seconds} s.`, 10)
    await waitMilliseconds(1000, signal)
  }
}

async function isReleased({ narrator, now }: Stage, { desk }: Employee, campaign: ApprovedCampaign): Promise<boolean> {
  const { status } = await desk.get(`/api/campaigns/${campaign.id}/report`, reportSchema)
  refuseStuck(campaign, status)
  const seconds = Math.floor(campaign.dueAt.until(now()).total('seconds'))
  if (status === 'scheduled') narrator.progress(`Due since ${seconds} s; the worker looks every 15 s.`, 10)
  return status !== 'scheduled'
}

async function readProgress(
  { narrator }: Stage,
  { desk }: Employee,
  campaign: ApprovedCampaign,
): Promise<Account | null> {
  const { status, account } = await desk.get(`/api/campaigns/${campaign.id}/report`, reportSchema)
  refuseStuck(campaign, status)
  const { settled, accepted } = account
  narrator.progress(`${settled} letters of about ${campaign.audienceSize}, ${accepted} accepted.`, 0.5)
  return status === 'sent' ? account : null
}

/** Counts with their names. */
function inWords(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')
}

function refuseStuck({ name }: ApprovedCampaign, status: string): void {
  if (stuck.includes(status)) throw new DemoFailure(`“${name}” is ${status} instead of being sent.`)
}
