import { parseArgs } from 'node:util'
import { z } from 'zod'
import { runProgram, untilAborted } from '#runtimes/run-program'
import { readClusterTemplate } from './parts/cluster-template.ts'
import { makePlan } from './parts/plan.ts'
import { runPlan } from './parts/run-plan.ts'

const argumentsSchema = z.object({
  seed: z.coerce.number().int(),
  template: z.string(),
  directory: z.string(),
})

/** One run, in a process of its own: reports to the one that forked it. */
runProgram('chaos-run', async (stopping) => {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      template: { type: 'string' },
      directory: { type: 'string' },
    },
  })
  const { seed, template, directory } = argumentsSchema.parse(values)
  const run = runPlan(makePlan(seed), await readClusterTemplate(template), directory)
  // Who is told to stop leaves its servers to the one that forked it.
  const report = await Promise.race([run, untilAborted(stopping)])
  if (report) await new Promise((resolve) => process.send?.(report, undefined, undefined, resolve))
})
