import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { until } from './until.ts'

/** The Redis of one run, which can be killed and started while others use it. Nothing of it is kept on disk. */
export type RedisServer = AsyncDisposable & {
  readonly url: string
  readonly client: Redis
  readonly pid: () => number
  kill(): Promise<void>
  startAgain(): Promise<void>
}

/** Where a server writes its process id, for whoever has to end it in the place of one who died. */
export function redisPidFileIn(directory: string): string {
  return join(directory, 'redis.pid')
}

export async function startRedisServer(program: string, directory: string, port: number): Promise<RedisServer> {
  await mkdir(directory, { recursive: true })
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
  const client = new Redis({
    host: '127.0.0.1',
    port,
    lazyConnect: true,
    maxRetriesPerRequest: null,
    retryStrategy: () => 50,
  })
  client.on('error', () => {
    // While it is down, every attempt to connect ends here.
  })
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(program, args, { stdio: 'ignore' })
    await once(started, 'spawn')
    if (client.status === 'wait') await client.connect().catch(() => {})
    await until('Redis to answer', async () => (await client.ping()) === 'PONG')
    return started
  }
  let server = await start()
  const end = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return
    const exited = once(server, 'exit')
    server.kill('SIGKILL')
    await exited
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    client,
    pid: () => server.pid ?? 0,
    kill: end,
    async startAgain() {
      server = await start()
    },
    async [Symbol.asyncDispose]() {
      client.disconnect()
      await end()
    },
  }
}
