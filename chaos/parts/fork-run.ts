import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { commandOf, readPostmaster } from '#runtimes/postmaster'
import { projectRoot } from '#runtimes/project-root'
import { redisPidFileIn } from '../../tests/support/redis.ts'
import { runReportSchema, type RunReport } from './run-plan.ts'

// No plan takes this long; a run that does hangs.
const patienceMilliseconds = 600_000

type RunOrder = {
  readonly number: number
  readonly seed: number
  readonly template: string
  readonly directory: string
  readonly stopping: AbortSignal
}

/** Has one run done by a process of its own, whose end takes everything with it that it has started. */
export async function forkRun({ number, seed, template, directory, stopping }: RunOrder): Promise<RunReport> {
  const place = join(directory, `run-${number}`)
  const args = { seed, template, directory: place }
  const child = fork(
    join(projectRoot(), 'dist/chaos/run.js'),
    Object.entries(args).flatMap(([name, value]) => [`--${name}`, String(value)]),
    { stdio: ['ignore', 2, 2, 'ipc'] },
  )
  const stop = (): void => void child.kill('SIGTERM')
  const deadline = setTimeout(stop, patienceMilliseconds)
  stopping.addEventListener('abort', stop, { once: true })
  let report: RunReport | null = null
  child.on('message', (message) => {
    report = runReportSchema.parse(message)
  })
  await once(child, 'exit')
  clearTimeout(deadline)
  stopping.removeEventListener('abort', stop)
  await endAbandoned(place)
  await rm(place, { recursive: true, force: true })
  return report ?? brokenOff(child.signalCode ?? `exit status ${child.exitCode}`)
}

/** Ends the servers of a run that broke off; its workers end by themselves with the channel to it. */
async function endAbandoned(place: string): Promise<void> {
  const named = join(place, 'postgres')
  const postgres = await readPostmaster(await readlink(named).catch(() => named))
  const redis = Number(await readFile(redisPidFileIn(join(place, 'redis')), 'utf8').catch(() => '0'))
  for (const pid of [postgres?.pid, redis]) {
    // What is no longer alive has been ended in good order.
    if (pid && (await commandOf(pid)).includes(place)) process.kill(pid, 'SIGKILL')
  }
}

function brokenOff(reason: string): RunReport {
  return {
    seconds: 0,
    kills: 0,
    duplicates: 0,
    missing: 0,
    mailedAfterLeaving: 0,
    uncertain: 0,
    left: 0,
    faults: [`the run broke off (${reason})`],
  }
}
