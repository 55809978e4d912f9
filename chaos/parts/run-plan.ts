import { z } from 'zod'
import { resumeProvider } from '#actions/resume-provider'
import type { ProviderName } from '#domain/provider'
import { hasOnlyStrayBatches, judgeCampaign, prepareCampaign, release } from './campaign-run.ts'
import { namesReaders, type ClusterTemplate } from './cluster-template.ts'
import { crashPoints } from './crash-points.ts'
import { faults } from './faults.ts'
import { bringBack, untilMoving } from './keep-moving.ts'
import type { Plan } from './plan.ts'
import { createSeededRandom } from './seeded-random.ts'
import { checkWords, tellOfLetters } from './provider-words.ts'
import { openStage, type Stage } from './stage.ts'
import { leapAhead } from './time-leap.ts'
import { until } from './until.ts'
import { untilFinished } from './until-finished.ts'

/** What came of a run. */
export const runReportSchema = z.strictObject({
  seconds: z.number(),
  kills: z.int(),
  duplicates: z.int(),
  missing: z.int(),
  mailedAfterLeaving: z.int(),
  uncertain: z.int(),
  left: z.int(),
  /** What is wrong, in words; empty when all is well. */
  faults: z.array(z.string()),
})

export type RunReport = z.infer<typeof runReportSchema>

// A lost lock is found within a minute, and a job that failed a few times comes back within two.
const patienceSeconds = { leap: 90, wait: 240 } as const
const settlingSeconds = 15

/** Carries out a plan on a copy of the template, in a directory of its own, and judges what came of it. */
export async function runPlan(plan: Plan, template: ClusterTemplate, directory: string): Promise<RunReport> {
  const startedAt = performance.now()
  const { queue, sinks, workers, hasApi, hasDoor, ending } = plan
  await using stage = await openStage({
    template,
    directory,
    // Another stream than the one that made the plan, so that what happens does not depend on how much was planned.
    random: createSeededRandom(plan.seed ^ 0x5eed),
    queue,
    sinks,
    workers,
    hasApi,
    hasDoor,
    movesTime: ending === 'leap',
  })
  const campaignId = await prepareCampaign(stage, { policy: sinks.length > 1 ? 'switch' : 'hold' })
  const failures: string[] = []
  try {
    await sendThroughPlan(stage, plan, campaignId)
    failures.push(...(await checkWords(stage, campaignId)))
    await stage.crew.stop()
  } catch (error) {
    failures.push(error instanceof Error ? error.message : String(error))
  }
  const { faults: found, ...counts } = await judgeCampaign(stage, campaignId)
  const crashes = stage.crew.crashes()
  if (crashes > 0) failures.push(`${crashes} workers ended by themselves`)
  if (await namesReaders(stage.logFile)) failures.push('a log names a reader')
  return {
    seconds: (performance.now() - startedAt) / 1000,
    kills: stage.crew.kills(),
    left: stage.left.size,
    ...counts,
    faults: [...failures, ...found],
  }
}

async function sendThroughPlan(stage: Stage, plan: Plan, campaignId: string): Promise<void> {
  if (plan.atRelease) {
    await crashPoints[plan.atRelease].reach(stage)
    await leapAhead(stage)
  } else await release(stage)
  await stage.crew.start()
  for (const sink of stage.sinks) if (plan.troubleRate > 0) sink.misbehave(stage.random, plan.troubleRate)
  for (const { share, fault } of plan.steps) {
    const wanted = share * stage.subscribers.size
    const what = `${Math.round(share * 100)} % of the readers to have their letter`
    await untilMoving(stage, what, () => stage.ledger.entries.length >= wanted)
    await faults[fault](stage, campaignId)
  }
  for (const sink of stage.sinks) sink.behave()
  await resumeProviders(stage)
  if (plan.ending === 'leap') {
    // Not for long: what was put off comes back in its time as well.
    await until('the batches that can be sent', () => hasOnlyStrayBatches(stage), {
      withinSeconds: settlingSeconds,
    }).catch(() => {})
    await bringBack(stage)
  }
  // A refusal that was under way while somebody let the provider go on stops it once more.
  const lookAfter = (): Promise<void> => resumeProviders(stage)
  await untilFinished(stage, campaignId, { withinSeconds: patienceSeconds[plan.ending], lookAfter })
  await tellOfLetters(stage, campaignId, 0)
}

/** What a person does when a provider that refused us takes our mail again. */
async function resumeProviders({ world, team, pool }: Stage): Promise<void> {
  const { rows } = await pool.query<{ name: ProviderName }>(
    'select name from mail_providers where stopped_at is not null',
  )
  for (const { name } of rows) await resumeProvider(world, { member: team.admin, provider: name })
}
