import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { ProviderFailure } from '#domain/provider-failure'
import { createResendMailer } from '#mail/resend-mailer'
import type { Mailer, MailOutcome, OutgoingMail } from '#mail/mailer'
import { findCanaries } from '../support/canaries.ts'
import { startResendDouble, type ResendDouble } from '../support/provider-double/resend-double.ts'
import { waitFor } from '../support/wait.ts'
import { sampleMail, sampleMails } from './sample-mail.ts'

const apiKey = 're_test'
let resend: ResendDouble
let mailer: Mailer

beforeEach(async () => {
  resend = await startResendDouble({ apiKey })
  mailer = createResendMailer({ apiKey, baseUrl: resend.url })
})

afterEach(async () => {
  await mailer.close()
  await resend.stop()
})

async function failureOf(delivery: Promise<MailOutcome[]>): Promise<ProviderFailure> {
  const error: unknown = await delivery.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ProviderFailure)) throw new Error(`Expected a ProviderFailure, got ${inspect(error)}`)
  expect(findCanaries(inspect(error, { depth: 9 }) + JSON.stringify(error))).toEqual([])
  return error
}

function deliver(
  mails: readonly OutgoingMail[],
  key = 'batch-1',
  signal = new AbortController().signal,
): Promise<MailOutcome[]> {
  return mailer.deliver(mails, { key, signal })
}

describe('a batch', () => {
  test('reaches the provider whole, with its key, our name and nothing that the letter does not hold', async () => {
    const mail = sampleMail()
    const outcomes = await deliver([mail])
    expect(outcomes).toEqual([{ kind: 'accepted', providerId: resend.accepted[0]?.id }])
    expect(resend.accepted).toEqual([
      {
        id: expect.any(String),
        from: '"북한인권연대 “편지”, Letters" <letters@news.example.org>',
        to: [mail.to],
        reply_to: mail.replyTo,
        subject: mail.subject,
        html: mail.body.html,
        text: mail.body.text,
        headers: { ...mail.headers, 'List-Unsubscribe': mail.listUnsubscribe },
        tags: [{ name: 'd', value: mail.reference }],
      },
    ])
    expect(resend.requests[0]?.headers).toMatchObject({
      authorization: `Bearer ${apiKey}`,
      'user-agent': 'northlight',
      'idempotency-key': 'batch-1',
      'x-batch-validation': 'strict',
    })
  })

  test('of as many letters as the provider takes is answered in the order of the letters', async () => {
    const mails = sampleMails(limits.apiBatchSizeMax)
    const outcomes = await deliver(mails)
    const idsByReader = new Map(resend.accepted.map(({ to, id }) => [to[0], id]))
    expect(outcomes).toEqual(mails.map(({ to }) => ({ kind: 'accepted', providerId: idsByReader.get(to) })))
    expect((await failureOf(deliver(sampleMails(limits.apiBatchSizeMax + 1), 'batch-2'))).kind).toBe('permanent')
  })

  test('has a sender whose name cannot end its own quotation', async () => {
    await deliver([sampleMail({ from: { name: 'A "quoted\\" <name>, b', address: 'letters@news.example.org' } })])
    expect(resend.accepted[0]?.from).toBe('"A \\"quoted\\\\\\" <name>, b" <letters@news.example.org>')
  })

  test('with a line end in a header is refused by the provider and reaches nobody', async () => {
    const failure = await failureOf(deliver([sampleMail({ subject: 'a\r\nBcc: b' })]))
    expect(failure).toMatchObject({ kind: 'permanent', code: 'resend-422-validation-error' })
    expect(resend.accepted).toEqual([])
  })
})

describe('the key of a batch', () => {
  test('lets the same bytes be sent any number of times and delivers them once', async () => {
    const first = await deliver(sampleMails(3))
    expect(await deliver(sampleMails(3))).toEqual(first)
    expect(resend.accepted).toHaveLength(3)
  })

  test.each([{ kind: 'hang' }, { kind: 'reset' }] as const)(
    'makes a lost answer harmless: $kind after the mails were taken',
    async ({ kind }) => {
      resend.failNext({ kind, when: 'after' })
      const controller = new AbortController()
      const delivery = failureOf(deliver(sampleMails(2), 'batch-1', controller.signal))
      await waitFor('the mails to be taken', () => resend.accepted.length === 2)
      if (kind === 'hang') controller.abort()
      expect((await delivery).kind).toBe('unknown')
      const outcomes = await deliver(sampleMails(2))
      expect(outcomes.map((outcome) => outcome.kind === 'accepted' && outcome.providerId)).toEqual(
        resend.accepted.map(({ id }) => id),
      )
      expect(resend.accepted).toHaveLength(2)
    },
  )

  test.each([{ kind: 'hang' }, { kind: 'reset' }] as const)(
    'is unknown too when nothing was taken, which nobody can know: $kind before',
    async ({ kind }) => {
      resend.failNext({ kind, when: 'before' })
      const controller = new AbortController()
      const delivery = failureOf(deliver(sampleMails(2), 'batch-1', controller.signal))
      await waitFor('the request', () => resend.requests.length === 1)
      if (kind === 'hang') controller.abort()
      expect((await delivery).kind).toBe('unknown')
      await deliver(sampleMails(2))
      expect(resend.accepted).toHaveLength(2)
    },
  )

  test('makes the end of the thread that carries it harmless, whatever was taken', async () => {
    const gate = resend.hold('after-accept')
    const delivery = failureOf(deliver(sampleMails(2)))
    await waitFor('the mails to be taken', () => resend.accepted.length === 2)
    await mailer.close()
    expect(await delivery).toMatchObject({ kind: 'unknown', code: 'resend-thread-ended' })
    gate.release()
    expect(await deliver(sampleMails(2))).toEqual(
      resend.accepted.map(({ id }) => ({ kind: 'accepted', providerId: id })),
    )
    expect(resend.accepted).toHaveLength(2)
    expect(resend.requests[1]?.body).toBe(resend.requests[0]?.body)
  })

  test('with other bytes is a conflict: something was sent under it', async () => {
    await deliver([sampleMail()])
    expect(await failureOf(deliver([sampleMail({ subject: 'other' })]))).toMatchObject({
      kind: 'conflict',
      code: 'resend-409-invalid-idempotent-request',
    })
    expect(resend.accepted).toHaveLength(1)
  })

  test('in use by another call says nothing of what that call will send', async () => {
    const gate = resend.hold('before-accept')
    const first = deliver([sampleMail()])
    await waitFor('the first call', () => resend.requests.length === 1)
    expect(await failureOf(deliver([sampleMail()]))).toMatchObject({
      kind: 'unknown',
      code: 'resend-409-concurrent-idempotent-requests',
    })
    gate.release()
    expect(await first).toHaveLength(1)
    expect(resend.accepted).toHaveLength(1)
  })
})

describe('an answer that says nothing of the mails is unknown, and is asked again with the same key', () => {
  test.each([
    '',
    'null',
    '{}',
    '[]',
    '"ok"',
    '{"data":null}',
    '{"data":[]}',
    '{"data":[{}]}',
    '{"data":[{"id":"1"},{"id":"2"}]}',
    '{"data":[{"id":7}]}',
    '{"data":[{"id":"1"',
    '<html>',
  ])('200 with %j', async (body) => {
    resend.failNext({ kind: 'garble', body })
    expect((await failureOf(deliver([sampleMail()]))).kind).toBe('unknown')
    await deliver([sampleMail()])
    expect(resend.accepted).toHaveLength(1)
  })

  test.each([
    [500, '{"statusCode":500,"name":"internal_server_error","message":"canary-heron@leak.example"}'],
    [502, '<html>Bad gateway'],
    [503, 'null'],
    [503, '""'],
    [504, '{"message":"canary-heron@leak.example"}'],
    [400, '<html>canary-heron@leak.example'],
    [400, '{"error":"canary-heron@leak.example"}'],
    [408, '{"statusCode":408,"name":"canary-heron@leak.example"}'],
    [418, '["canary-heron@leak.example"]'],
  ])('%i with %j', async (status, body) => {
    resend.failNext({ kind: 'answer', status, body })
    expect((await failureOf(deliver([sampleMail()]))).kind).toBe('unknown')
    await deliver([sampleMail()])
    expect(resend.accepted).toHaveLength(1)
  })

  test('nobody listens', async () => {
    await resend.stop()
    expect(await failureOf(deliver([sampleMail()]))).toMatchObject({
      kind: 'unknown',
      code: 'resend-no-answer-application-error',
    })
    resend = await startResendDouble({ apiKey })
  })
})

describe('a provider that refuses us', () => {
  test('for our key stops everything', async () => {
    const stranger = createResendMailer({ apiKey: 're_other', baseUrl: resend.url })
    const failure = await failureOf(
      stranger.deliver([sampleMail()], { key: 'k', signal: new AbortController().signal }),
    )
    expect(failure).toMatchObject({ kind: 'refused', code: 'resend-403-invalid-api-key' })
    expect(String(failure)).not.toContain('re_other')
  })

  test('at the wrong place stops everything', async () => {
    const lost = createResendMailer({ apiKey, baseUrl: `${resend.url}/v2` })
    expect(
      (await failureOf(lost.deliver([sampleMail()], { key: 'k', signal: new AbortController().signal }))).kind,
    ).toBe('refused')
  })

  test('for our pace is asked again when it says', async () => {
    await using slow = await startResendDouble({ apiKey, requestsPerSecond: 1 })
    const paced = createResendMailer({ apiKey, baseUrl: slow.url })
    const { signal } = new AbortController()
    const attempts = await Promise.allSettled(
      ['a', 'b', 'c'].map((key) => paced.deliver([sampleMail()], { key, signal })),
    )
    const failures = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []))
    expect(failures).toHaveLength(2)
    for (const failure of failures)
      expect(failure).toMatchObject({ kind: 'temporary', code: 'resend-429-rate-limit-exceeded', retryAfterSeconds: 1 })
  })
})

test('a worker that is shutting down hands nothing over any more', async () => {
  expect(await failureOf(deliver([sampleMail()], 'k', AbortSignal.abort()))).toMatchObject({
    kind: 'temporary',
    code: 'shutting-down',
  })
  expect(resend.requests).toEqual([])
})
