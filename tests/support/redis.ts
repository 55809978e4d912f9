import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { pickPort } from './pick-port.ts'
import { waitFor } from './wait.ts'

/** A Redis on loopback, with nothing on disk but its own folder. It can be killed and started while others use it. */
export type TestRedis = AsyncDisposable & {
  readonly url: string
  readonly client: Redis
  readonly pid: () => number
  kill(): Promise<void>
  startAgain(): Promise<void>
  close(): Promise<void>
}

/** Where a server writes its process id, for whoever has to end it in the place of one who died. */
export function redisPidFileIn(directory: string): string {
  return join(directory, 'redis.pid')
}

/** Starts a Redis, in a folder that goes with it and at any free port unless it is told others. */
export async function startRedis(
  program: string,
  { directory: place, port: wanted }: { readonly directory?: string; readonly port?: number } = {},
): Promise<TestRedis> {
  const directory = place ?? (await mkdtemp(join(tmpdir(), 'northlight-redis-')))
  await mkdir(directory, { recursive: true })
  const port = wanted ?? (await pickPort({ int: randomInt }))
  const options = {
    port: String(port),
    bind: '127.0.0.1',
    dir: directory,
    save: '',
    pidfile: redisPidFileIn(directory),
    // By its command line it is known again after its parent’s death.
    'set-proc-title': 'no',
    'maxmemory-policy': 'noeviction',
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const url = `redis://127.0.0.1:${port}`
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 20 })
  client.on('error', () => {
    // While it is down, every attempt to connect ends here.
  })
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(program, args, { stdio: 'ignore' })
    await once(started, 'spawn')
    if (client.status === 'wait') await client.connect().catch(() => {})
    await waitFor('Redis to answer', async () => (await client.ping()) === 'PONG')
    return started
  }
  let server = await start()
  const kill = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }
  const close = async (): Promise<void> => {
    client.disconnect()
    await kill()
    if (place === undefined) await rm(directory, { recursive: true, force: true })
  }
  return {
    url,
    client,
    pid: () => server.pid ?? 0,
    kill,
    async startAgain() {
      server = await start()
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}
