import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { z } from 'zod'
import { limits } from '#domain/limits'
import { runSink } from '../parts/run-sink.ts'
import type { SinkAccount } from '../parts/sink-account.ts'
import { sinkApiKey } from '../parts/start-sink.ts'

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

const batchSchema = z
  .array(
    z.object({
      from: z.string().min(3),
      to: z.tuple([z.email()]),
      subject: z.string().min(1),
      html: z.string().min(1),
      text: z.string().min(1),
      headers: z.object({ 'List-Unsubscribe': z.string(), 'List-Unsubscribe-Post': z.string() }),
    }),
  )
  .min(1)
  .max(limits.apiBatchSizeMax)

/**
 * A server with the shape of Resend's batch endpoint: it wants the key, reads and checks the whole batch, answers one
 * id for each message, answers a repetition under the same key as it did first, and refuses other bytes under it.
 */
function listen(account: SinkAccount): Server {
  const answers = new Map<string, { readonly hash: string; readonly answer: Answer }>()
  const server = createServer((request, response) => {
    answerTo(request, account, answers).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      },
      (error: unknown) => {
        // A client that broke off is missing from the account, which is where it shows; anything else is our own fault.
        if (request.complete) throw error
        response.destroy()
      },
    )
  })
  return server.listen(0, '127.0.0.1')
}

async function answerTo(
  request: IncomingMessage,
  account: SinkAccount,
  answers: Map<string, { readonly hash: string; readonly answer: Answer }>,
): Promise<Answer> {
  const bytes = await readAll(request)
  if (request.method !== 'POST' || request.url !== '/emails/batch') return refusal(404, 'not_found')
  if (request.headers.authorization !== `Bearer ${sinkApiKey}`) return refusal(401, 'missing_api_key')
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return refusal(400, 'invalid_idempotency_key')
  const hash = createHash('sha256').update(bytes).digest('hex')
  const known = answers.get(key)
  if (known) return known.hash === hash ? known.answer : refusal(409, 'invalid_idempotent_request')
  const batch = batchSchema.safeParse(JSON.parse(bytes.toString('utf8')))
  if (!batch.success) return refusal(422, 'validation_error')
  for (const mail of batch.data) account.take(mail.to[0], bytes.length / batch.data.length)
  const answer = { status: 200, body: { data: batch.data.map(() => ({ id: randomUUID() })) } }
  answers.set(key, { hash, answer })
  return answer
}

// Half the cost of `buffer` of node:stream/consumers, which goes through a Blob.
async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(request, 'end')
  return Buffer.concat(chunks)
}

function refusal(statusCode: number, name: string): Answer {
  return { status: statusCode, body: { statusCode, name, message: `The sink refuses this request: ${name}.` } }
}

runSink('resend-sink', listen)
