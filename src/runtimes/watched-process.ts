import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { configExitCode } from './run-program.ts'

export type WatchedProcess = {
  /** Settles when the program has said `ready` for the first time. */
  readonly ready: Promise<void>
  /** Settles when the program has refused its configuration, so that starting it again is useless. */
  readonly refused: Promise<void>
  /** Asks the program to stop, and ends it after its grace. */
  stop(): Promise<void>
}

export type WatchOptions = {
  readonly file: string
  /** Options of Node itself, beside those that this process was started with. */
  readonly nodeOptions?: readonly string[]
  readonly env: Record<string, string | undefined>
  /** How long a program may take to finish what it is doing. */
  readonly graceMilliseconds: number
  readonly onCrash: (crash: { readonly exit: number | string; readonly restartInMilliseconds: number }) => void
  readonly backoff?: Backoff
}

/** Waits between restarts: doubled from `first` to `last`, and `first` again after the program ran for `calm`. */
export type Backoff = { readonly first: number; readonly last: number; readonly calm: number }

const usualBackoff: Backoff = { first: 500, last: 30_000, calm: 60_000 }

/**
 * Starts a program in a process of its own and starts it again whenever it ends. The program learns of our own end by
 * the end of the channel between us, so that it does not outlive us even when we are killed.
 */
export function watchProcess({
  file,
  nodeOptions = [],
  env,
  graceMilliseconds,
  onCrash,
  backoff = usualBackoff,
}: WatchOptions): WatchedProcess {
  const ready = Promise.withResolvers<void>()
  const refused = Promise.withResolvers<void>()
  let isStopping = false
  let crashes = 0
  let restart: NodeJS.Timeout | undefined
  let child = start()

  function start(): ChildProcess {
    const startedAt = performance.now()
    const started = fork(file, {
      env,
      execArgv: [...process.execArgv, ...nodeOptions],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    started.on('message', (message) => {
      if (message === 'ready') ready.resolve()
    })
    started.on('exit', (code, signal) => {
      if (isStopping) return
      if (code === configExitCode) return refused.resolve()
      if (performance.now() - startedAt > backoff.calm) crashes = 0
      const restartInMilliseconds = Math.min(backoff.first * 2 ** crashes, backoff.last)
      crashes += 1
      onCrash({ exit: signal ?? code ?? 'unknown', restartInMilliseconds })
      restart = setTimeout(() => {
        child = start()
      }, restartInMilliseconds)
    })
    return started
  }

  const stop = async (): Promise<void> => {
    isStopping = true
    clearTimeout(restart)
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds)
    await ended
    clearTimeout(force)
  }

  return { ready: ready.promise, refused: refused.promise, stop }
}
