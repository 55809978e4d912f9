import { randomBytes } from 'node:crypto'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '#runtimes/project-root'

/** The API as production has it, to which providers and readers speak. */
export type ApiServer = AsyncDisposable & {
  readonly url: string
  /** The secret with which webhooks are signed. */
  readonly webhookSecret: string
}

type ApiOptions = {
  /** What it shares with the workers. */
  readonly env: Readonly<Record<string, string>>
  readonly port: number
  readonly logFile: string
}

// As whoever supervises it does: it may meet a database that is not there at its start.
const startsMax = 3

/** Starts it and waits until it listens. @throws Error when it does not start */
export async function startApiServer({ env, port, logFile }: ApiOptions): Promise<ApiServer> {
  const webhookSecret = `whsec_${randomBytes(24).toString('base64')}`
  const whole = { ...env, PORT: String(port), RESEND_WEBHOOK_SECRET: webhookSecret }
  for (let start = 0; start < startsMax; start += 1) {
    const child = await forkApi(whole, logFile)
    await Promise.race([once(child, 'message'), once(child, 'exit')])
    if (child.exitCode !== null) continue
    return {
      url: `http://127.0.0.1:${port}`,
      webhookSecret,
      async [Symbol.asyncDispose]() {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      },
    }
  }
  throw new Error('The API does not start.')
}

async function forkApi(env: Readonly<Record<string, string>>, logFile: string): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600)
  const { PATH } = process.env
  const child = fork(join(projectRoot(), 'dist/api.js'), {
    env: { PATH, ...env },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  await log.close()
  return child
}
