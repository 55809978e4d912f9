import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { limits } from '#domain/limits'
import { runProgram, untilAborted } from '#runtimes/run-program'
import type { Call } from '../parts/call-log.ts'

const batchSchema = z
  .array(z.object({ to: z.tuple([z.string()]) }))
  .min(1)
  .max(limits.apiBatchSizeMax)

/**
 * Resend's batch endpoint where it comes to its limit: it allows so many calls in any second, wherever that second
 * begins, and says so in the headers that Resend sends. No server counts more strictly than that.
 */
function openEndpoint(callsPerSecond: number) {
  const calls: Call[] = []
  const recipients = new Set<string>()
  let taken: number[] = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request)
    const at = performance.now()
    const batch = batchSchema.parse(JSON.parse(body))
    taken = taken.filter((other) => other > at - 1000)
    const isRefused = taken.length >= callsPerSecond
    if (!isRefused) taken.push(at)
    calls.push({ at, isRefused, messages: isRefused ? 0 : batch.length })
    const headers = {
      'content-type': 'application/json',
      'ratelimit-limit': String(callsPerSecond),
      'ratelimit-remaining': String(callsPerSecond - taken.length),
      'ratelimit-reset': '1',
    }
    if (isRefused) {
      const error = { statusCode: 429, name: 'rate_limit_exceeded', message: 'Too many requests.' }
      response.writeHead(429, { ...headers, 'retry-after': '1' }).end(JSON.stringify(error))
      return
    }
    for (const { to } of batch) recipients.add(to[0])
    response.writeHead(200, headers).end(JSON.stringify({ data: batch.map(() => ({ id: randomUUID() })) }))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  return { server, report: () => ({ calls, recipients: recipients.size }) }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(request, 'end')
  return Buffer.concat(chunks).toString('utf8')
}

runProgram('limited-resend-sink', async (stopping) => {
  const { server, report } = openEndpoint(Number(process.argv[2]))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.on('message', () => process.send?.(report()))
  const address = server.address()
  process.send?.({ port: typeof address === 'object' ? address?.port : null })
  await untilAborted(stopping)
})
