import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'

/** What a process has used since it started. */
export type Usage = {
  /** Bytes; the most memory that it has held at once (resident set). */
  readonly peakMemory: number
  /** Of all its threads, in user and in system. */
  readonly cpuSeconds: number
}

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

// Linux counts processor time in hundredths of a second for everyone who asks, whatever its own clock does.
const ticksPerSecond = 100

async function readUsageOf(pid: number): Promise<Usage | null> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // See proc_pid_stat(5): the name of the program, which may hold anything, ends with the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      peakMemory: Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
    }
  } catch {
    return null
  }
}
