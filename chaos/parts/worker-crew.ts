import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'
import type { SeededRandom } from './seeded-random.ts'

/** The worker processes of a run, as production has them, and started again whenever one has ended. */
export type WorkerCrew = AsyncDisposable & {
  /** How many were killed so far. */
  readonly kills: () => number
  /** How many ended by themselves after they had begun to work, which none should, whatever it is that fails. */
  readonly crashes: () => number
  /** Starts all that do not run, and waits until each of them works. */
  start(): Promise<void>
  /** Kills all of them at once, and starts none again before `start`. */
  killAll(): Promise<void>
  /** Kills one of them; it is started again by itself. */
  killOne(random: SeededRandom): Promise<void>
  /**
   * Stops all of them in the middle of what they do, as a suspended machine does. `start` starts others.
   * @returns what lets them go on
   */
  freezeAll(): () => void
  /** Asks all of them to stop, as an operator does. @throws Error when one does not end well */
  stop(): Promise<void>
}

type Worker = {
  readonly child: ChildProcess
  readonly ready: Promise<void>
  readonly isWorking: () => boolean
  readonly ended: Promise<void>
}

const restartMilliseconds = 300
const graceMilliseconds = 45_000

type CrewOptions = {
  readonly size: number
  readonly env: Readonly<Record<string, string>>
  /** Gets what every worker prints. */
  readonly logFile: string
}

export function createWorkerCrew(options: CrewOptions): WorkerCrew {
  const workers = new Set<Worker>()
  let isWanted = false
  let starting = 0
  let kills = 0
  let crashes = 0

  const startMissing = async (): Promise<void> => {
    while (isWanted && workers.size + starting < options.size) {
      starting += 1
      const worker = await startWorker(options)
      starting -= 1
      workers.add(worker)
      void worker.ended.then(async () => {
        workers.delete(worker)
        if (isWanted && worker.child.signalCode === null && worker.isWorking()) crashes += 1
        await pause(restartMilliseconds)
        await startMissing()
      })
    }
  }

  const kill = async (worker: Worker): Promise<void> => {
    kills += 1
    worker.child.kill('SIGKILL')
    await worker.ended
  }

  return {
    kills: () => kills,
    crashes: () => crashes,
    async start() {
      isWanted = true
      await startMissing()
      await Promise.all([...workers].map(({ ready }) => ready))
    },
    async killAll() {
      isWanted = false
      await Promise.all([...workers].map(kill))
    },
    async killOne(random) {
      const [first, ...others] = workers
      if (first) await kill(random.pick([first, ...others]))
    },
    freezeAll() {
      const frozen = [...workers]
      for (const worker of frozen) {
        worker.child.kill('SIGSTOP')
        workers.delete(worker)
      }
      return () => {
        for (const worker of frozen) {
          workers.add(worker)
          worker.child.kill('SIGCONT')
        }
      }
    },
    async stop() {
      isWanted = false
      const codes = await Promise.all([...workers].map(stopWorker))
      if (codes.some((code) => code !== 0)) throw new Error(`A worker did not stop cleanly (${codes.join(', ')}).`)
    },
    async [Symbol.asyncDispose]() {
      isWanted = false
      for (const { child } of workers) child.kill('SIGKILL')
      await Promise.all([...workers].map(({ ended }) => ended))
    },
  }
}

async function startWorker({ env, logFile }: CrewOptions): Promise<Worker> {
  const log = await open(logFile, 'a', 0o600)
  const { PATH } = process.env
  const child = fork(join(projectRoot(), 'dist/worker.js'), {
    env: { PATH, ...env },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  await log.close()
  const ready = Promise.withResolvers<void>()
  let isWorking = false
  child.on('message', () => {
    isWorking = true
    ready.resolve()
  })
  child.on('error', () => {
    // Its channel breaks with it.
  })
  // One that ends before it works is started again like any other; nobody need wait for it.
  const ended = once(child, 'exit').then(() => ready.resolve())
  return { child, ready: ready.promise, isWorking: () => isWorking, ended }
}

async function stopWorker({ child, ended }: Worker): Promise<number | null> {
  child.kill('SIGTERM')
  const force = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds)
  await ended
  clearTimeout(force)
  return child.exitCode
}
