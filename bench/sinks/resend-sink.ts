import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { limits } from '#domain/limits'
import { runSink } from '../parts/run-sink.ts'
import { sumOf, type SinkAccount } from '../parts/sink-account.ts'
import { sinkApiKey } from '../parts/start-sink.ts'

type Answer = { readonly status: number; readonly body: Readonly<Record<string, unknown>> }

type Remembered = { readonly bytes: number; readonly sum: bigint; readonly count: number }

/**
 * A server with the shape of Resend's batch endpoint: it wants the key, finds every recipient of the batch, answers one
 * id for each message, answers a repetition under the same key as it did first, and refuses other recipients or another
 * length under it. It neither parses nor hashes the JSON, which would cost more than all the rest on the machine that it
 * shares with what is measured; `tests/mail/resend-payload.test.ts` says that it is JSON.
 */
function listen(account: SinkAccount): Server {
  const answers = new Map<string, Remembered>()
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
  answers: Map<string, Remembered>,
): Promise<Answer> {
  const { bytes, recipients } = await readBatch(request)
  if (request.method !== 'POST' || request.url !== '/emails/batch') return refusal(404, 'not_found')
  if (request.headers.authorization !== `Bearer ${sinkApiKey}`) return refusal(401, 'missing_api_key')
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string') return refusal(400, 'invalid_idempotency_key')
  const sum = sumOf(recipients)
  const known = answers.get(key)
  if (known) {
    const isSame = known.bytes === bytes && known.sum === sum
    return isSame ? acceptance(key, known.count) : refusal(409, 'invalid_idempotent_request')
  }
  const count = recipients.length
  if (count === 0 || count > limits.apiBatchSizeMax) return refusal(422, 'validation_error')
  account.take({ messages: count, bytes, sum })
  answers.set(key, { bytes, sum, count })
  // The buffers of the batch go with the young objects that hold them; left alone, V8 looks through everything for them.
  globalThis.gc?.({ type: 'minor' })
  return acceptance(key, count)
}

/** An id for each message, as long as a UUID and the same for the same key, so that none has to be remembered. */
function acceptance(key: string, count: number): Answer {
  const ids = Array.from({ length: count }, (_, index) => key.slice(0, -2) + String(index).padStart(2, '0'))
  return { status: 200, body: { data: ids.map((id) => ({ id })) } }
}

type Batch = { readonly bytes: number; readonly recipients: readonly string[] }

/** Reads a batch piece by piece as it comes, and keeps nothing of it but who gets it. */
async function readBatch(request: IncomingMessage): Promise<Batch> {
  const recipients: string[] = []
  let bytes = 0
  let rest: Buffer = Buffer.alloc(0)
  request.on('data', (piece: Buffer) => {
    bytes += piece.length
    rest = takeRecipients(rest.length === 0 ? piece : Buffer.concat([rest, piece]), recipients)
  })
  await once(request, 'end')
  return { bytes, recipients }
}

// No text of a letter can hold these bytes: in JSON, its quotation marks stand behind a backslash. What is looked for is
// the end of them, since a quotation mark alone stands in every tag of a letter, and a bracket hardly anywhere.
const beforeRecipient = Buffer.from('"to":["')
const soughtLength = '["'.length
const sought = beforeRecipient.subarray(-soughtLength)
const afterRecipient = '"'.charCodeAt(0)

/** Adds the recipients that a piece names. @returns the end of the piece that the next one may complete */
function takeRecipients(piece: Buffer, recipients: string[]): Buffer {
  let read = 0
  for (;;) {
    const at = piece.indexOf(sought, read)
    if (at < 0) return endThatMayGoOn(piece)
    const start = at + soughtLength
    read = start
    if (!piece.subarray(Math.max(0, start - beforeRecipient.length), start).equals(beforeRecipient)) continue
    const end = piece.indexOf(afterRecipient, start)
    if (end < 0) return piece.subarray(start - beforeRecipient.length)
    recipients.push(piece.toString('latin1', start, end))
    read = end
  }
}

/** What stands at the end of a piece and may be the beginning of what comes before a recipient. */
function endThatMayGoOn(piece: Buffer): Buffer {
  for (let length = beforeRecipient.length - 1; length > 0; length--) {
    const end = piece.subarray(-length)
    if (end.equals(beforeRecipient.subarray(0, length))) return end
  }
  return piece.subarray(piece.length)
}

function refusal(statusCode: number, name: string): Answer {
  return { status: statusCode, body: { statusCode, name, message: `The sink refuses this request: ${name}.` } }
}

runSink('resend-sink', listen)
