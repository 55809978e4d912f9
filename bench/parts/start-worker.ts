import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'
import { workerMemoryOptions } from '#runtimes/worker-memory'
import { readUsageOf, type Usage } from './process-usage.ts'

export type RunningWorker = AsyncDisposable & {
  /** Null where the system has no `/proc`. */
  readUsage(): Promise<Usage | null>
  /** @throws Error when it has ended by itself */
  requireAlive(): void
  /** Stops it as an operator does. @throws Error when it does not stop cleanly */
  stop(): Promise<void>
}

/**
 * Starts the worker as production has it, in a process of its own, and waits until it works.
 * @param env the configuration, beside what this process has for PATH and Node's own options
 */
export async function startWorker(env: Readonly<Record<string, string>>): Promise<RunningWorker> {
  const { PATH, NODE_OPTIONS } = process.env
  const child = fork(join(projectRoot(), 'dist/worker.js'), {
    env: { PATH, NODE_OPTIONS, ...env },
    execArgv: [...workerMemoryOptions],
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  const requireAlive = (): void => {
    if (hasEnded()) throw new Error(`The worker ended by itself (${child.signalCode ?? child.exitCode}).`)
  }
  const end = async (): Promise<void> => {
    if (hasEnded()) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const stop = async (): Promise<void> => {
    await end()
    if (child.exitCode !== 0)
      throw new Error(`The worker did not stop cleanly (${child.signalCode ?? child.exitCode}).`)
  }
  await Promise.race([once(child, 'message'), once(child, 'exit')])
  requireAlive()
  return { readUsage: () => readUsageOf(child.pid ?? 0), requireAlive, stop, [Symbol.asyncDispose]: end }
}
