import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { openDoor } from './door.ts'
import { createGates, type Gate, type Gates } from './gates.ts'
import { createMailboxLedger, type MailboxLedger } from './mailbox-ledger.ts'
import { createMovableClock, type MovableClock } from './movable-clock.ts'
import { createKeyMemory } from './resend-keys.ts'
import { createQuotaCount, createRateLimit, type Quota } from './resend-limits.ts'
import { checkRequest, readBatch, type AcceptedMail, type Answer } from './resend-rules.ts'
import type { Trouble } from './resend-troubles.ts'

/**
 * Where a request can be kept waiting: with its connection open and nothing of it read, before its mails are taken, and
 * after they were taken but before the answer.
 */
export type ResendPlace = 'connect' | 'before-accept' | 'after-accept'

export type ResendRequest = { readonly headers: IncomingHttpHeaders; readonly body: string }

export type ResendDouble = AsyncDisposable & {
  readonly url: string
  readonly clock: MovableClock
  readonly ledger: MailboxLedger
  /** Every mail that was taken, each once, in order. */
  readonly accepted: AcceptedMail[]
  readonly requests: ResendRequest[]
  /** The next request has this trouble; called twice, the next two have. */
  failNext(trouble: Trouble): void
  /** Decides of every request for which nothing was ordered by `failNext`; null again for none. */
  setTroubles(choose: ((request: ResendRequest) => Trouble | null) | null): void
  setQuota(quota: Quota): void
  /** Closes the way at a place. What waits is named by its idempotency key, or by its port before it was read. */
  hold(place: ResendPlace, options?: { readonly count?: number }): Gate
  /** Refuses connections, and cuts those that are open, until `comeBack`. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  stop(): Promise<void>
}

export type ResendDoubleOptions = {
  readonly apiKey: string
  readonly requestsPerSecond?: number
  readonly port?: number
  readonly clock?: MovableClock
  readonly ledger?: MailboxLedger
  /** Whether requests and mails are kept for inspection. A long run keeps only the ledger. */
  readonly keepsMails?: boolean
}

/**
 * A server that behaves as the batch endpoint of Resend does where it is documented, and fails on command. It speaks
 * HTTP on loopback, so that sockets, timeouts and the reading of answers are the real ones.
 */
export async function startResendDouble({
  apiKey,
  requestsPerSecond = Infinity,
  port = 0,
  clock = createMovableClock(),
  ledger = createMailboxLedger(),
  keepsMails = true,
}: ResendDoubleOptions): Promise<ResendDouble> {
  const accepted: AcceptedMail[] = []
  const requests: ResendRequest[] = []
  const troubles: Trouble[] = []
  const gates = createGates<ResendPlace>()
  const answerOnce = createKeyMemory(clock.now)
  const limitRate = createRateLimit(requestsPerSecond, clock.now)
  const desk = openDesk({ clock, ledger, gates, accepted: keepsMails ? accepted : null })
  let choose: (request: ResendRequest) => Trouble | null = () => null

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request)
    const seen = { headers: request.headers, body }
    if (keepsMails) requests.push(seen)
    const trouble = troubles.shift() ?? choose(seen)
    // Whoever is to wait at the door next must come to it again.
    if (gates.isClosed('connect')) response.setHeader('connection', 'close')
    if (trouble?.kind === 'answer') return send(response, trouble)
    if (trouble && 'when' in trouble && trouble.when === 'before') return breakOff(response, trouble.kind)
    const rate = limitRate()
    const key = request.headers['idempotency-key']
    const answer =
      rate.refusal ?? checkRequest(request, apiKey) ?? (await answerOnce(key, body, () => desk.take(body, String(key))))
    await gates.pass('after-accept', String(key))
    if (trouble && 'when' in trouble) return breakOff(response, trouble.kind)
    if (trouble?.kind === 'garble') return send(response, { status: answer.status, ...trouble })
    const headers = { ...rate.headers, ...desk.quotaHeaders(), ...answer.headers }
    if (trouble?.kind === 'stall') return sendHalf(response, { ...answer, headers }, trouble.until)
    send(response, { ...answer, headers })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)))
    })
  })
  const door = await openDoor(port, (socket) => {
    void gates.pass('connect', String(socket.remotePort)).then(() => server.emit('connection', socket))
  })
  return {
    url: `http://127.0.0.1:${door.port}`,
    clock,
    ledger,
    accepted,
    requests,
    failNext: (trouble) => troubles.push(trouble),
    setTroubles(chooseNow) {
      choose = chooseNow ?? (() => null)
    },
    setQuota: (quota) => desk.setQuota(quota),
    hold(place, options) {
      if (place === 'connect') server.closeIdleConnections()
      return gates.hold(place, options)
    },
    goDown: door.close,
    comeBack: door.open,
    stop: door.close,
    [Symbol.asyncDispose]: door.close,
  }
}

type Desk = {
  take(body: string, key: string): Promise<Answer>
  setQuota(quota: Quota): void
  quotaHeaders(): Readonly<Record<string, string>>
}

/** Where batches are checked, counted and taken. */
function openDesk({
  clock,
  ledger,
  gates,
  accepted,
}: {
  readonly clock: MovableClock
  readonly ledger: MailboxLedger
  readonly gates: Gates<ResendPlace>
  readonly accepted: AcceptedMail[] | null
}): Desk {
  let quota: Quota = {}
  const quotaCount = createQuotaCount(() => quota, clock.now)
  const enter = ({ id, to, tags }: AcceptedMail, key: string): void => {
    for (const address of to) {
      ledger.take({
        provider: 'resend',
        address: address.toLowerCase(),
        reference: tags?.find(({ name }) => name === 'd')?.value ?? null,
        providerId: id,
        key,
        returnPath: null,
        takenAt: clock.now(),
      })
    }
  }
  return {
    async take(body, key) {
      const batch = readBatch(body)
      if ('refusal' in batch) return batch.refusal
      await gates.pass('before-accept', key)
      const refusal = quotaCount.take(batch.mails.length)
      if (refusal) return refusal
      const mails = batch.mails.map((mail) => ({ id: randomUUID(), ...mail }))
      accepted?.push(...mails)
      for (const mail of mails) enter(mail, key)
      return { status: 200, body: JSON.stringify({ data: mails.map(({ id }) => ({ id })) }) }
    },
    setQuota(given) {
      quota = given
    },
    quotaHeaders: () => quotaCount.headers(),
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
}

/** Sends a body that stops in the middle and goes on, if ever, when `until` says so. */
async function sendHalf(
  response: ServerResponse,
  { status, body, headers = {} }: Answer,
  until: Promise<void>,
): Promise<void> {
  const middle = Math.floor(body.length / 2)
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers })
  response.write(body.slice(0, middle))
  await until
  response.end(body.slice(middle))
}

function breakOff(response: ServerResponse, kind: 'hang' | 'reset'): void {
  if (kind === 'reset') response.destroy()
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(request, 'end')
  return Buffer.concat(chunks).toString('utf8')
}
