import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { Webhook } from 'svix'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startResendDouble, type ResendDouble } from '../support/provider-double/resend-double.ts'
import { commonTroubles } from '../support/provider-double/resend-troubles.ts'
import { bounceDetails, createResendWebhooks } from '../support/provider-double/resend-webhooks.ts'
import { waitFor } from '../support/wait.ts'

const apiKey = 're_test'
let resend: ResendDouble

beforeEach(async () => {
  resend = await startResendDouble({ apiKey })
  return () => resend.stop()
})

const mail = {
  from: '"Letters" <letters@news.example>',
  to: ['reader@x.example'],
  subject: 'A letter',
  text: 'Good day',
  tags: [{ name: 'd', value: 'abc-1' }],
}

type Sent = { readonly status: number; readonly answer: unknown; readonly headers: Headers }

async function post(
  body: unknown,
  { key, headers = {}, path = '/emails/batch' }: { key?: string; headers?: Record<string, string>; path?: string } = {},
): Promise<Sent> {
  const response = await fetch(resend.url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'user-agent': 'test',
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, answer: text === '' ? '' : JSON.parse(text), headers: response.headers }
}

describe('the double of Resend refuses', () => {
  test.each([
    ['nobody', 401, 'missing_api_key', { authorization: '' }],
    ['another key', 403, 'invalid_api_key', { authorization: 'Bearer re_other' }],
    ['a client without a name', 403, 'validation_error', { 'user-agent': '' }],
    ['a batch that is not strict', 422, 'validation_error', { 'x-batch-validation': 'permissive' }],
  ])('%s', async (_, status, name, headers) => {
    expect(await post([mail], { headers })).toMatchObject({ status, answer: { statusCode: status, name } })
  })

  test.each<[string, unknown, number, string]>([
    ['what is not JSON', '[{', 400, 'validation_error'],
    ['an empty batch', [], 422, 'validation_error'],
    ['more than a hundred mails', Array(101).fill(mail), 422, 'validation_error'],
    ['more than fifty recipients', [{ ...mail, to: Array(51).fill('a@x.example') }], 422, 'validation_error'],
    ['a mail to nobody', [{ ...mail, to: undefined }], 422, 'missing_required_field'],
    ['a mail to what is no address', [{ ...mail, to: ['reader'] }], 422, 'validation_error'],
    ['a mail without a subject', [{ ...mail, subject: undefined }], 422, 'missing_required_field'],
    ['a mail without a body', [{ ...mail, text: undefined }], 422, 'missing_required_field'],
    ['a sender that is no address', [{ ...mail, from: 'Letters' }], 422, 'invalid_from_address'],
    ['a header of two lines', [{ ...mail, headers: { 'X-A': 'a\r\nBcc: b' } }], 422, 'validation_error'],
    ['a tag with a dot', [{ ...mail, tags: [{ name: 'd', value: 'a.b' }] }], 422, 'validation_error'],
    ['a long tag', [{ ...mail, tags: [{ name: 'd', value: 'a'.repeat(257) }] }], 422, 'validation_error'],
    ['an attachment', [{ ...mail, attachments: [] }], 422, 'validation_error'],
    ['a mail for later', [{ ...mail, scheduled_at: 'tomorrow' }], 422, 'validation_error'],
    ['a whole batch for one mail', [mail, { ...mail, to: ['reader'] }], 422, 'validation_error'],
  ])('%s', async (_, body, status, name) => {
    expect(await post(body)).toMatchObject({ status, answer: { statusCode: status, name } })
    expect(resend.ledger.entries).toEqual([])
  })

  test('a key that is too long, and another way in', async () => {
    expect(await post([mail], { key: 'k'.repeat(257) })).toMatchObject({ status: 400 })
    expect(await post([mail], { path: '/emails/bulk' })).toMatchObject({ status: 404 })
  })
})

describe('an idempotency key', () => {
  test('is honoured for a day of the provider’s clock, and no longer', async () => {
    const first = await post([mail], { key: 'k' })
    resend.clock.advance({ hours: 23, minutes: 59 })
    expect((await post([mail], { key: 'k' })).answer).toEqual(first.answer)
    expect(resend.ledger.entries).toHaveLength(1)
    resend.clock.advance({ minutes: 2 })
    expect((await post([mail], { key: 'k' })).answer).not.toEqual(first.answer)
    expect(resend.ledger.byAddress().get('reader@x.example')).toHaveLength(2)
  })

  test('with other bytes is refused, and is free again after a refusal', async () => {
    expect((await post([{ ...mail, subject: undefined }], { key: 'k' })).status).toBe(422)
    expect((await post([mail], { key: 'k' })).status).toBe(200)
    expect(await post([{ ...mail, subject: 'Other' }], { key: 'k' })).toMatchObject({
      status: 409,
      answer: { name: 'invalid_idempotent_request' },
    })
  })

  test('that is in use says so', async () => {
    const gate = resend.hold('before-accept')
    const first = post([mail], { key: 'k' })
    await waitFor('the first request', () => gate.waiting.length === 1)
    expect(gate.waiting).toEqual(['k'])
    expect(await post([mail], { key: 'k' })).toMatchObject({
      status: 409,
      answer: { name: 'concurrent_idempotent_requests' },
    })
    gate.release()
    expect((await first).status).toBe(200)
  })
})

test('the rate is limited, with the headers that say so', async () => {
  await using slow = await startResendDouble({ apiKey, requestsPerSecond: 2 })
  const send = () =>
    fetch(`${slow.url}/emails/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'user-agent': 'test' },
      body: JSON.stringify([mail]),
    })
  const answers = [await send(), await send(), await send()]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429])
  const [first, , last] = answers.map(({ headers }) => Object.fromEntries(headers))
  expect(first).toMatchObject({ 'ratelimit-limit': '2', 'ratelimit-remaining': '1', 'ratelimit-reset': '1' })
  expect(last).toMatchObject({ 'ratelimit-remaining': '0', 'retry-after': '1' })
  slow.clock.advance({ seconds: 1 })
  expect((await send()).status).toBe(200)
})

test('a quota counts mails by the day and by the month', async () => {
  resend.setQuota({ daily: 2, monthly: 3 })
  expect((await post([mail, mail])).headers.get('x-resend-daily-quota')).toBe('2')
  expect(await post([mail])).toMatchObject({ status: 429, answer: { name: 'daily_quota_exceeded' } })
  const inMonth = resend.clock.now().toString().slice(0, 7)
  resend.clock.advance({ hours: 24 })
  const isSameMonth = resend.clock.now().toString().startsWith(inMonth)
  expect((await post([mail, mail])).status).toBe(isSameMonth ? 429 : 200)
})

describe('trouble on command', () => {
  test.each([
    ['serverErrorBefore', 500, 0],
    ['tooFast', 429, 0],
    ['keyRevoked', 403, 0],
    ['quotaUsedUp', 429, 0],
    ['wrongLength', 200, 2],
  ] as const)('%s', async (name, status, taken) => {
    resend.failNext(commonTroubles[name])
    expect((await post([mail, mail], { key: 'k' })).status).toBe(status)
    expect(resend.ledger.entries).toHaveLength(taken)
    expect((await post([mail, mail], { key: 'k' })).status).toBe(200)
    expect(resend.ledger.entries).toHaveLength(2)
  })

  test.each([
    ['resetBefore', 0],
    ['resetAfter', 1],
    ['brokenJson', 1],
    ['serverErrorAfter', 1],
  ] as const)('%s', async (name, taken) => {
    resend.failNext(commonTroubles[name])
    await expect(post([mail], { key: 'k' })).rejects.toThrow(/./)
    expect(resend.ledger.entries).toHaveLength(taken)
    expect((await post([mail], { key: 'k' })).status).toBe(200)
    expect(resend.ledger.entries).toHaveLength(1)
  })

  test.each(['hangBefore', 'hangAfter'] as const)('%s', async (name) => {
    resend.failNext(commonTroubles[name])
    const stop = new AbortController()
    const hanging = fetch(`${resend.url}/emails/batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'user-agent': 'test', 'idempotency-key': 'k' },
      body: JSON.stringify([mail]),
      signal: stop.signal,
    })
    const taken = name === 'hangAfter' ? 1 : 0
    await waitFor('the request', () => resend.requests.length === 1 && resend.ledger.entries.length === taken)
    stop.abort()
    await expect(hanging).rejects.toThrow('aborted')
    expect((await post([mail], { key: 'k' })).status).toBe(200)
    expect(resend.ledger.entries).toHaveLength(1)
  })

  test('a body that stops in the middle', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    resend.failNext({ kind: 'stall', until: promise })
    const answer = post([mail])
    await waitFor('the mail to be taken', () => resend.ledger.entries.length === 1)
    resolve()
    expect((await answer).status).toBe(200)
  })

  test('an outage refuses connections until it is over', async () => {
    await resend.goDown()
    await expect(post([mail])).rejects.toThrow('fetch failed')
    await resend.comeBack()
    expect((await post([mail])).status).toBe(200)
  })
})

test('a request can be kept at the door, unread', async () => {
  const gate = resend.hold('connect')
  const answer = post([mail])
  await waitFor('a visitor', () => gate.waiting.length === 1)
  expect(resend.requests).toEqual([])
  gate.release()
  expect((await answer).status).toBe(200)
})

describe('a webhook', () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const received: { headers: Record<string, string>; body: string }[] = []
  const listener = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)])
      received.push({ headers: Object.fromEntries(headers), body: Buffer.concat(chunks).toString() })
      response.end()
    })
  })

  beforeEach(async () => {
    received.length = 0
    listener.listen(0, '127.0.0.1')
    await once(listener, 'listening')
  })

  afterEach(async () => {
    listener.closeAllConnections()
    listener.close()
    await once(listener, 'close')
  })

  test('tells of a message, and whoever has the secret knows it for genuine', async () => {
    await post([mail])
    const [entry] = resend.ledger.entries
    if (!entry) throw new Error('Nothing was taken.')
    const webhooks = createResendWebhooks({ secret, clock: resend.clock })
    const address = listener.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`
    const event = webhooks.write('email.bounced', entry, { details: bounceDetails.hard })
    expect([await webhooks.deliver(event, url), await webhooks.deliver(event, url)]).toEqual([200, 200])
    expect(received).toHaveLength(2)
    for (const { headers, body } of received) {
      expect(() => new Webhook(secret).verify(body, headers)).not.toThrow()
      expect(headers['svix-id']).toBe(event.id)
    }
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      type: 'email.bounced',
      data: {
        email_id: entry.providerId,
        to: ['reader@x.example'],
        tags: { d: 'abc-1' },
        bounce: { type: 'Permanent' },
      },
    })
  })
})
