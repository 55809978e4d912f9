import type { z } from 'zod'
import { readOptions } from '#runtimes/read-options'
import { runProgram } from '#runtimes/run-program'

/** Runs a benchmark with the options of its command line. Wrong ones end it with 2, a run that cannot count with 1. */
export function runBench<Shape extends z.ZodRawShape>(
  { name, usage, options: schema }: { name: string; usage: string; options: z.ZodObject<Shape> },
  measure: (options: z.output<z.ZodObject<Shape>>, stopping: AbortSignal) => Promise<void>,
): void {
  runProgram('bench', async (stopping) => {
    const options = readOptions(process.argv.slice(2), schema)
    if (options === null) {
      process.stderr.write(usage)
      process.exitCode = 2
      return
    }
    try {
      await measure(options, stopping)
    } catch (error) {
      process.stderr.write(`bench ${name}: ${error instanceof Error ? error.message : String(error)}\n`)
      process.exitCode = 1
    }
  })
}
