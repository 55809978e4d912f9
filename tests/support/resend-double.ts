import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'

/** A mail as the provider took it. */
export type AcceptedMail = {
  readonly id: string
  readonly from: string
  readonly to: readonly string[]
  readonly reply_to?: string
  readonly subject: string
  readonly html?: string
  readonly text?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly tags?: readonly { readonly name: string; readonly value: string }[]
}

/**
 * What goes wrong with one request.
 * - `hang`, `reset`: the caller never gets an answer, or its connection is cut, before or after the mails were taken
 * - `answer`: the mails are not taken, and the caller gets just this
 * - `garble`: the mails are taken, and the caller gets this in place of the answer
 */
export type Trouble =
  | { readonly kind: 'hang' | 'reset'; readonly when: 'before' | 'after' }
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly body: string
      readonly headers?: Readonly<Record<string, string>>
    }
  | { readonly kind: 'garble'; readonly body: string }

export type ResendDouble = AsyncDisposable & {
  readonly url: string
  /** Every mail that was taken, each once, in order. */
  readonly accepted: AcceptedMail[]
  readonly requests: { readonly headers: IncomingHttpHeaders; readonly body: string }[]
  /** The next request has this trouble; called twice, the next two have. */
  failNext(trouble: Trouble): void
  /** From now on, requests are answered only once the returned function is called. */
  hold(): () => void
  stop(): Promise<void>
}

type Answer = { readonly status: number; readonly body: string }
type Remembered = { readonly payload: string; answer: Answer | null }

const batchSizeMax = 100

/**
 * A server that behaves as the batch endpoint of Resend does where it is documented, and fails on command. It speaks
 * HTTP on loopback, so that the SDK, its timeouts and its reading of answers are the real ones.
 */
export async function startResendDouble({
  apiKey,
  requestsPerSecond = Infinity,
}: {
  readonly apiKey: string
  readonly requestsPerSecond?: number
}): Promise<ResendDouble> {
  const accepted: AcceptedMail[] = []
  const requests: { headers: IncomingHttpHeaders; body: string }[] = []
  const troubles: Trouble[] = []
  const takeOnce = rememberKeys(take)
  const limit = createRateLimit(requestsPerSecond)
  let gate: Promise<void> = Promise.resolve()

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The provider has no port.')

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    requests.push({ headers: request.headers, body })
    const trouble = troubles.shift()
    if (trouble?.kind === 'answer') return send(response, trouble, trouble.headers)
    if (trouble && 'when' in trouble && trouble.when === 'before') return breakOff(response, trouble.kind)
    const allowance = limit()
    if (!allowance.isAllowed) {
      return send(response, refuse(429, 'rate_limit_exceeded', 'Too many requests.'), {
        ...allowance.headers,
        'retry-after': '1',
      })
    }
    const answer = checkRequest(request, apiKey) ?? (await takeOnce(request.headers['idempotency-key'], body))
    if (trouble && 'when' in trouble) return breakOff(response, trouble.kind)
    send(response, trouble ? { status: answer.status, body: trouble.body } : answer, allowance.headers)
  }

  async function take(body: string): Promise<Answer> {
    const fault = findFault(body)
    if (fault) return fault
    await gate
    const mails = (JSON.parse(body) as Omit<AcceptedMail, 'id'>[]).map((mail, index) => ({
      id: idOf(body, accepted.length + index),
      ...mail,
    }))
    accepted.push(...mails)
    return { status: 200, body: JSON.stringify({ data: mails.map(({ id }) => ({ id })) }) }
  }

  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return {
    url: `http://127.0.0.1:${address.port}`,
    accepted,
    requests,
    failNext: (trouble) => troubles.push(trouble),
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>()
      gate = promise
      return resolve
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** The same key with the same bytes gets the first answer again; see the provider's page on idempotency. */
function rememberKeys(
  take: (body: string) => Promise<Answer>,
): (key: string | string[] | undefined, body: string) => Promise<Answer> {
  const remembered = new Map<string, Remembered>()
  return async (key, body) => {
    if (key === undefined) return take(body)
    if (typeof key !== 'string' || key.length < 1 || key.length > 256) {
      return refuse(400, 'invalid_idempotency_key', 'The key must be 1 to 256 characters.')
    }
    const known = remembered.get(key)
    if (known && known.payload !== body) {
      return refuse(409, 'invalid_idempotent_request', 'The key was used with another payload.')
    }
    if (known) {
      return known.answer ?? refuse(409, 'concurrent_idempotent_requests', 'The first request is still in progress.')
    }
    const entry: Remembered = { payload: body, answer: null }
    remembered.set(key, entry)
    const answer = await take(body)
    if (answer.status === 200) entry.answer = answer
    else remembered.delete(key)
    return answer
  }
}

function checkRequest({ method, url, headers }: IncomingMessage, apiKey: string): Answer | null {
  if (!headers['user-agent']) return refuse(403, 'validation_error', 'A User-Agent header is required.')
  if (headers.authorization === undefined)
    return refuse(401, 'missing_api_key', 'Missing API key in the authorization header.')
  if (headers.authorization !== `Bearer ${apiKey}`) return refuse(403, 'invalid_api_key', 'API key is invalid.')
  if (url !== '/emails/batch') return refuse(404, 'not_found', 'The requested endpoint does not exist.')
  if (method !== 'POST') return refuse(405, 'method_not_allowed', 'Method is not allowed for the requested path.')
  return null
}

function findFault(body: string): Answer | null {
  let mails: unknown
  try {
    mails = JSON.parse(body)
  } catch {
    return refuse(400, 'validation_error', 'The body is not JSON.')
  }
  if (!Array.isArray(mails) || mails.length < 1 || mails.length > batchSizeMax) {
    return refuse(422, 'validation_error', `A batch holds 1 to ${batchSizeMax} mails.`)
  }
  for (const mail of mails as Partial<AcceptedMail>[]) {
    const missing = (['from', 'to', 'subject'] as const).find((field) => mail[field] === undefined)
    if (missing || (mail.html === undefined && mail.text === undefined))
      return refuse(422, 'missing_required_field', `Missing ${missing ?? 'html'}.`)
    const lines = [
      mail.from,
      mail.subject,
      mail.reply_to,
      ...(mail.to ?? []),
      ...Object.entries(mail.headers ?? {}).flat(),
    ]
    if (lines.some((line) => line !== undefined && /[\r\n]/.test(line)))
      return refuse(422, 'validation_error', 'A header must be one line.')
    if (!/<[^<>@\s]+@[^<>@\s]+>$/.test(mail.from ?? ''))
      return refuse(422, 'invalid_from_address', 'The from address is invalid.')
    if (mail.tags?.some(({ name, value }) => !/^[\w-]{1,256}$/.test(name) || !/^[\w-]{1,256}$/.test(value)))
      return refuse(422, 'validation_error', 'A tag is invalid.')
  }
  return null
}

/** Refuses as the provider does, whose messages may quote what was sent. */
function refuse(statusCode: number, name: string, message: string): Answer {
  return { status: statusCode, body: JSON.stringify({ statusCode, name, message }) }
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

function breakOff(response: ServerResponse, kind: 'hang' | 'reset'): void {
  if (kind === 'reset') response.destroy()
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

function idOf(body: string, index: number): string {
  return createHash('sha256').update(`${index} ${body}`).digest('hex').slice(0, 32)
}

/** Counts requests in windows of a second, and tells the caller so in the headers of draft 6 of the RateLimit fields. */
function createRateLimit(perSecond: number): () => { isAllowed: boolean; headers: Readonly<Record<string, string>> } {
  let windowStart = performance.now()
  let used = 0
  return () => {
    if (performance.now() - windowStart >= 1000) {
      windowStart = performance.now()
      used = 0
    }
    used += 1
    if (perSecond === Infinity) return { isAllowed: true, headers: {} }
    const headers = {
      'ratelimit-limit': String(perSecond),
      'ratelimit-remaining': String(Math.max(0, perSecond - used)),
      'ratelimit-reset': '1',
    }
    return { isAllowed: used <= perSecond, headers }
  }
}
