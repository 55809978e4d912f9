import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '#runtimes/project-root'
import { readUsageOf, type Usage } from './process-usage.ts'
import { sinkReportSchema, type SinkReport } from './sink-account.ts'

export type SinkName = 'smtp' | 'resend'

/** The key that the Resend-shaped sink wants to see. */
export const sinkApiKey = 're_bench'

export type RunningSink = AsyncDisposable & {
  readonly port: number
  /** What the sink took since it was last asked. */
  report(): Promise<SinkReport>
  /** Null where the system has no `/proc`. */
  readUsage(): Promise<Usage | null>
}

/** Starts a sink in a process of its own, so that its work is not counted as ours. */
export async function startSink(name: SinkName): Promise<RunningSink> {
  // A sink makes little but buffers, which V8 would take as a reason to look through all of its memory time and again, in
  // threads that take the cores from what is measured. One that is handed whole batches lets go of their buffers itself.
  const child = fork(join(projectRoot(), `dist/bench/sinks/${name}-sink.js`), {
    stdio: ['ignore', 2, 2, 'ipc'],
    execArgv: ['--max-semi-space-size=1', '--single-threaded-gc', '--expose-gc'],
  })
  const messages = on(child, 'message', { close: ['exit'] })
  const read = async (): Promise<unknown> => {
    const { done, value } = await messages.next()
    if (done) throw new Error(`The ${name} sink has ended by itself.`)
    return z.tuple([z.unknown()]).rest(z.unknown()).parse(value)[0]
  }
  const { port } = z.object({ port: z.int() }).parse(await read())
  return {
    port,
    async report() {
      child.send('report')
      return sinkReportSchema.parse(await read())
    },
    readUsage: () => readUsageOf(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
