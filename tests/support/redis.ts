import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { waitFor } from './wait.ts'

export type TestRedis = AsyncDisposable & {
  readonly url: string
  readonly client: Redis
  close(): Promise<void>
}

/** Starts a Redis of one test file, on loopback and with nothing on disk but its own folder. */
export async function startRedis(program: string): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'northlight-redis-'))
  const port = await findFreePort()
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--save',
    '',
    '--maxmemory-policy',
    'noeviction',
  ]
  const server = spawn(program, options, { stdio: 'ignore' })
  const url = `redis://127.0.0.1:${port}`
  const client = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: null, retryStrategy: () => 20 })
  client.on('error', () => {
    // Until the server listens, every attempt to connect ends here.
  })
  await client.connect().catch(() => {})
  await waitFor('Redis to answer', async () => (await client.ping()) === 'PONG')
  const close = async (): Promise<void> => {
    client.disconnect()
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    await rm(directory, { recursive: true, force: true })
  }
  return { url, client, close, [Symbol.asyncDispose]: close }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('A TCP server has no port.')
  return address.port
}
