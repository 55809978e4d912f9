import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readOptions } from '#runtimes/read-options'
import { runProgram } from '#runtimes/run-program'
import { makeClusterTemplate } from './parts/cluster-template.ts'
import { forkRun } from './parts/fork-run.ts'
import { describePlan, makePlan, type Plan } from './parts/plan.ts'
import type { RunReport } from './parts/run-plan.ts'

const usage = 'Usage: scripts/chaos --runs N [--recipients 10000] [--seed S] [--lanes 2]\n'

const optionsSchema = z.object({
  runs: z.coerce.number().int().min(1).max(1_000).default(10),
  recipients: z.coerce.number().int().min(100).max(1_000_000).default(10_000),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(0xffffffff)
    .default(() => randomInt(0xffffffff)),
  lanes: z.coerce.number().int().min(1).max(8).default(2),
})

type Options = z.infer<typeof optionsSchema>
type Outcome = { readonly number: number; readonly plan: Plan; readonly report: RunReport }

runProgram('chaos', async (stopping) => {
  const options = readOptions(process.argv.slice(2), optionsSchema)
  if (options === null) {
    process.stderr.write(usage)
    process.exitCode = 2
    return
  }
  // As root, PostgreSQL runs as another user, who must be able to pass through.
  const directory = await mkdtemp(join(tmpdir(), 'northlight-chaos-'))
  await chmod(directory, 0o711)
  try {
    const outcomes = await runAll(options, directory, stopping)
    if (outcomes.length < options.runs) console.error('It was interrupted.')
    summarise(options, outcomes)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
})

/** Runs as many at a time as there are lanes; while one waits for a lock to end, another works. */
async function runAll(options: Options, directory: string, stopping: AbortSignal): Promise<Outcome[]> {
  const { runs, recipients, seed, lanes } = options
  console.log(`${runs} runs of ${recipients} recipients, seed ${seed}`)
  const template = join(directory, 'template')
  await makeClusterTemplate(template, recipients)
  const outcomes: Outcome[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < runs && !stopping.aborted) {
      const number = next
      next += 1
      const plan = makePlan((seed + number) >>> 0)
      const report = await forkRun({ number, seed: plan.seed, template, directory, stopping })
      if (stopping.aborted) return
      outcomes.push({ number, plan, report })
      tell({ number, plan, report })
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return outcomes
}

function tell({ number, plan, report }: Outcome): void {
  const { seconds, kills, left, uncertain, faults } = report
  const outcome = faults.length === 0 ? 'ok' : 'FAILED'
  console.log(
    `${String(number + 1).padStart(3)} ${outcome.padEnd(6)} ${seconds.toFixed(1).padStart(5)} s  seed ${plan.seed}  ` +
      `${kills} kills, ${left} left, ${uncertain} uncertain  ${describePlan(plan)}`,
  )
  for (const fault of faults) console.log(`           ${fault}`)
}

function summarise({ runs, recipients }: Options, outcomes: readonly Outcome[]): void {
  const sum = (count: (report: RunReport) => number): number =>
    outcomes.reduce((total, { report }) => total + count(report), 0)
  const failed = outcomes.filter(({ report }) => report.faults.length > 0)
  const isWhole = outcomes.length === runs && failed.length === 0
  if (!isWhole) process.exitCode = 1
  console.log(
    JSON.stringify({
      chaos: isWhole ? 'ok' : 'failed',
      runs: outcomes.length,
      kills: sum(({ kills }) => kills),
      recipients: recipients * outcomes.length,
      duplicates: sum(({ duplicates }) => duplicates),
      missing: sum(({ missing }) => missing),
      mailed_after_leaving: sum(({ mailedAfterLeaving }) => mailedAfterLeaving),
      uncertain: sum(({ uncertain }) => uncertain),
      ...(isWhole
        ? {}
        : {
            broken: failed.map(({ number, plan, report }) => ({
              run: number + 1,
              seed: plan.seed,
              faults: report.faults,
            })),
          }),
    }),
  )
}
