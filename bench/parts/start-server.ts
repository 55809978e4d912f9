import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'
import { readUsageOf, type Usage } from './process-usage.ts'

export type RunningServer = AsyncDisposable & {
  /** What the program said when it was ready. */
  readonly said: unknown
  /** Null where the system has no `/proc`. */
  readUsage(): Promise<Usage | null>
}

/**
 * Starts a server that was built, in a process of its own, and waits until it says that it is ready.
 * @param file its place below `dist`
 * @throws Error when it ends instead
 */
export async function startServer(file: string, env: Readonly<Record<string, string>>): Promise<RunningServer> {
  const { PATH, NODE_OPTIONS } = process.env
  const child = fork(join(projectRoot(), 'dist', file), {
    env: { PATH, NODE_OPTIONS, ...env },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const said = await Promise.race([
    once(child, 'message').then(([message]: unknown[]) => message),
    once(child, 'exit').then(([code]: unknown[]) => {
      throw new Error(`${file} ended instead of listening (${String(code)}).`)
    }),
  ])
  return {
    said,
    readUsage: () => readUsageOf(child.pid ?? 0),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}
