import { execFile, fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { configVariables } from '#runtimes/config'
import { projectRoot } from '#runtimes/project-root'
import { returnsDomain } from './cast.ts'
import { stopAbandonedDatabase } from './data-directory.ts'
import { DemoFailure } from './demo-failure.ts'
import { waitFor } from './wait.ts'

/** A Northlight of the demo's own: the launcher, with everything that it starts. */
export type Northlight = {
  readonly publicUrl: string
  /** The port that takes mail about letters: what comes back, and what readers complain of. */
  readonly returnsPort: number
  /** What all of its processes have printed. */
  readonly logFile: string
  /** Settles with a failure when it ends although nobody stopped it. */
  readonly lost: Promise<DemoFailure>
  /** Settles when it serves and works. @throws DemoFailure; the reason of the signal */
  untilReady(signal: AbortSignal): Promise<void>
  /** Runs the command by which the first administrator is invited. @returns the one-time link it prints */
  inviteAdministrator(signal: AbortSignal): Promise<string>
  /** Stops everything, and returns when no process of it is left. */
  stop(): Promise<void>
}

type Environment = Readonly<Record<string, string | undefined>>

// Longer than the launcher gives its programs and its database together.
const stopMilliseconds = 90_000
const startSeconds = 120
const readyLine = 'Northlight is running.'

/**
 * Starts Northlight with its data in a directory, on ports that are free. It learns of our end by the end of the
 * channel between us, so that it does not outlive us even when we are killed.
 */
export async function startNorthlight(
  dataDirectory: string,
  { given, mailUrl }: { given: Environment; mailUrl: string },
): Promise<Northlight> {
  const [port, returnsPort] = await findFreePorts()
  const env = environmentOf(given, {
    DATA_DIR: dataDirectory,
    PORT: String(port),
    NODE_ENV: 'development',
    SAMPLE_DATA: 'true',
    MAIL_URL: mailUrl,
    INBOUND_DOMAIN: returnsDomain,
    INBOUND_LISTEN: `smtp://127.0.0.1:${returnsPort}`,
  })
  const logFile = join(dataDirectory, 'northlight.log')
  const log = await open(logFile, 'a', 0o600)
  // In a process group of its own: Ctrl-C reaches the demo alone, which then stops the rest in good order.
  const launcher = fork(join(projectRoot(), 'dist/launch.js'), {
    env,
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
  })
  await log.close()
  const ended = untilEnd(launcher)
  let isStopping = false

  return {
    publicUrl: `http://localhost:${port}`,
    returnsPort,
    logFile,
    lost: new Promise((resolve) => {
      void ended.then((status) => {
        if (!isStopping) resolve(new DemoFailure(`Northlight ended by itself (${status}). ${logFile} says why.`))
      })
    }),
    untilReady: async (signal) => {
      const probe = async (): Promise<true | null> => (await readFile(logFile, 'utf8')).includes(readyLine) || null
      await waitFor('The start of Northlight', probe, { signal, withinSeconds: startSeconds, everyMilliseconds: 100 })
    },
    inviteAdministrator: (signal) => runInvitation(env, signal),
    async stop() {
      isStopping = true
      launcher.kill('SIGTERM')
      const force = setTimeout(() => launcher.kill('SIGKILL'), stopMilliseconds)
      await ended
      clearTimeout(force)
      await stopAbandonedDatabase(dataDirectory)
    },
  }
}

// Without any setting of an installation of the same person: the demo must never reach a real database or real mail.
function environmentOf(given: Environment, own: Environment): Environment {
  const foreign = Object.entries(given).filter(([name]) => !configVariables.includes(name))
  return { ...Object.fromEntries(foreign), ...own }
}

async function untilEnd(child: ChildProcess): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  child.once('exit', (code, signal) => resolve(signal ?? `exit status ${code}`))
  child.once('error', () => resolve('it could not be started'))
  return promise
}

async function runInvitation(env: Environment, signal: AbortSignal): Promise<string> {
  const args = [join(projectRoot(), 'dist/staff-invite.js'), '--role', 'admin']
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, signal }).catch(() => {
    signal.throwIfAborted()
    throw new DemoFailure('The command that invites the first administrator failed.')
  })
  const link = /https?:\/\/\S+\/staff\/invitations\/\S+/.exec(stdout)?.[0]
  if (link === undefined) throw new DemoFailure('The command that invites the first administrator printed no link.')
  return link
}

/** Both are held until both are known, or they could be the same. */
async function findFreePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()] as const
  for (const server of servers) {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  }
  const portOf = (server: Server): number => {
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new DemoFailure('No port is free on 127.0.0.1.')
    return address.port
  }
  const ports: [number, number] = [portOf(servers[0]), portOf(servers[1])]
  for (const server of servers) {
    server.close()
    await once(server, 'close')
  }
  return ports
}
