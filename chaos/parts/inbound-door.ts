import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { projectRoot } from '#runtimes/project-root'

/** The program that takes mail that comes back, as production has it, started again whenever it has ended. */
export type InboundDoor = AsyncDisposable & {
  readonly port: number
  /** Kills it in the middle of what it does. */
  kill(): void
}

export const inboundDomain = 'in.news.example'

const restartMilliseconds = 300

type DoorOptions = {
  /** What it shares with the workers. */
  readonly env: Readonly<Record<string, string>>
  readonly port: number
  readonly logFile: string
}

/** Starts it, without waiting until it listens: mail servers come again. */
export async function startInboundDoor({ env, port, logFile }: DoorOptions): Promise<InboundDoor> {
  const whole = { ...env, INBOUND_LISTEN: `127.0.0.1:${port}` }
  let child = await forkDoor(whole, logFile)
  let isWanted = true
  const lastsUntilUnwanted = (async () => {
    while (isWanted) {
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      await pause(restartMilliseconds)
      if (isWanted) child = await forkDoor(whole, logFile)
    }
    child.kill('SIGKILL')
  })()
  return {
    port,
    kill: () => void child.kill('SIGKILL'),
    async [Symbol.asyncDispose]() {
      isWanted = false
      child.kill('SIGKILL')
      await lastsUntilUnwanted
    },
  }
}

async function forkDoor(env: Readonly<Record<string, string>>, logFile: string): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600)
  const { PATH } = process.env
  const child = fork(join(projectRoot(), 'dist/inbound.js'), {
    env: { PATH, ...env },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  await log.close()
  return child
}
