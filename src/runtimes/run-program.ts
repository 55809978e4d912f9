import { ConfigError } from './config.ts'
import { createLogger } from './logger.ts'

/** Exit code of a program whose configuration cannot be used; starting it again would not help. */
export const configExitCode = 2

/**
 * Runs a program until its `main` returns, and ends the process. `stopping` is aborted when the process is asked to
 * stop: by SIGTERM, by SIGINT, or by the end of the process that watches it.
 *
 * `main` may throw what `stopping` was aborted with, when it is asked to stop before it has started. A configuration
 * error prints its lines and exits with 2. Anything else that is thrown, wherever, is logged without what an uncaught
 * error would print, and exits with 1.
 */
export function runProgram(part: string, main: (stopping: AbortSignal) => Promise<void>): void {
  const stop = new AbortController()
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect'] as const) process.on(event, () => stop.abort())
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
  main(stop.signal).then(
    () => exit(),
    (error: unknown) => (stop.signal.aborted && error === stop.signal.reason ? exit() : fail(error)),
  )

  function fail(error: unknown): never {
    if (error instanceof ConfigError) {
      process.stderr.write(`Northlight cannot start:\n${error.problems.map((line) => `  ${line}\n`).join('')}`)
      exit(configExitCode)
    }
    createLogger('fatal', part).fatal({ err: error }, 'the program ended on an error')
    exit(1)
  }
}

// What is still open, such as a connection of a library, must not keep an ended program alive.
function exit(code = process.exitCode): never {
  // oxlint-disable-next-line unicorn/no-process-exit -- the one place that ends a process
  return process.exit(code)
}

/** Settles when the signal is aborted. */
export function untilAborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
