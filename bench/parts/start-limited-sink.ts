import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '#runtimes/project-root'
import { callSchema, type Call } from './call-log.ts'

export type LimitedSink = AsyncDisposable & {
  readonly port: number
  /** Every call since the sink was started, in order, and how many different readers it has seen. */
  report(): Promise<{ calls: Call[]; recipients: number }>
}

const reportSchema = z.strictObject({ calls: z.array(callSchema), recipients: z.int() })

/** Starts the sink that allows so many calls a second, in a process of its own. */
export async function startLimitedSink(callsPerSecond: number): Promise<LimitedSink> {
  const child = fork(join(projectRoot(), 'dist/bench/sinks/limited-resend-sink.js'), [String(callsPerSecond)], {
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const read = async (): Promise<unknown> => {
    const [message] = z.array(z.unknown()).parse(await once(child, 'message'))
    return message
  }
  const { port } = z.object({ port: z.int() }).parse(await read())
  return {
    port,
    async report() {
      const answer = read()
      child.send('report')
      return reportSchema.parse(await answer)
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
