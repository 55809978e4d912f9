import { createServer } from 'node:net'
import { once } from 'node:events'
import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import type { ProviderFailureKind } from '#domain/provider-failure'
import { createSmtpMailer, readSmtpError } from '#mail/smtp-mailer'
import type { MailOutcome, OutgoingMail } from '#mail/mailer'
import { findCanaries } from '../support/canaries.ts'
import { waitFor } from '../support/wait.ts'
import { sampleMail, sampleMails } from './sample-mail.ts'
import { startBreakingServer, startSmtpDouble, type Reply, type Step } from './smtp-double.ts'

const running = new AbortController().signal
// What servers say is left behind, so whatever they quote must not be found again.
const quoting = '<canary-heron@leak.example>: Canarina Heronsdottir is not welcome here'

async function deliverTo(url: string, mails: readonly OutgoingMail[], signal = running): Promise<MailOutcome[]> {
  const mailer = createSmtpMailer({ url })
  try {
    const outcomes = await mailer.deliver(mails, { key: 'batch-1', signal })
    const failures = outcomes.flatMap((outcome) => (outcome.kind === 'failed' ? [outcome.failure] : []))
    expect(findCanaries(inspect(failures, { depth: 9, showHidden: true }) + JSON.stringify(failures))).toEqual([])
    return outcomes
  } finally {
    await mailer.close()
  }
}

function failed(kind: ProviderFailureKind, code: string = expect.any(String)): MailOutcome {
  return { kind: 'failed', failure: expect.objectContaining({ kind, code }) }
}

const accepted = { kind: 'accepted', providerId: expect.any(String) }

describe('a batch', () => {
  test('of 25 leaves at once through a few connections, each letter in a transaction of its own', async () => {
    await using server = await startSmtpDouble()
    const mails = sampleMails(limits.smtpBatchSizeMax)
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 3 })
    const outcomes = await mailer.deliver(mails, { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual(
      mails.map(({ reference }) => ({ kind: 'accepted', providerId: `<${reference}@news.example.org>` })),
    )
    expect(server.received.map(({ to }) => to.join()).toSorted()).toEqual(mails.map(({ to }) => String(to)).toSorted())
    expect(server.connections()).toBeLessThanOrEqual(3)
  })

  test('fails for the reader whom the server refuses, and for nobody else', async () => {
    const mails = sampleMails(7)
    await using server = await startSmtpDouble({
      replies: { RCPT: { code: 550, text: quoting } },
      only: mails[3]?.to ?? '',
    })
    const outcomes = await deliverTo(server.url, mails)
    expect(outcomes).toEqual(mails.map((_mail, index) => (index === 3 ? failed('permanent', 'smtp-550') : accepted)))
    expect(server.received).toHaveLength(6)
  })
})

describe('a server that takes its time', () => {
  test('is given nothing more after a while, so that the rest can go out in another batch', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    await using server = await startSmtpDouble({ gate: () => opened })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1, startSeconds: 0.3 })
    const [mail, ...others] = sampleMails(3)
    const held = mailer.deliver(mail ? [mail] : [], { key: 'batch-1', signal: running })
    const putOff = await mailer.deliver(others, { key: 'batch-2', signal: running })
    open()
    expect(putOff).toEqual([failed('temporary'), failed('temporary')])
    expect(await held).toEqual([accepted])
    await mailer.close()
    expect(server.received).toHaveLength(1)
  })

  test('is cut off before anybody else may try the same batch, and what it held is unknown', async () => {
    await using server = await startSmtpDouble({ gate: () => new Promise(() => {}) })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1, startSeconds: 0.3, callSeconds: 0.6 })
    const outcomes = await mailer.deliver(sampleMails(2), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([failed('unknown'), failed('temporary')])
    expect(limits.smtpCallSeconds).toBeLessThan(limits.attemptLeaseSeconds)
  })
})

describe('a server that answers with a refusal', () => {
  test.each<['AUTH' | 'MAIL' | 'RCPT' | 'end', number, ProviderFailureKind]>([
    ['AUTH', 535, 'refused'],
    ['AUTH', 534, 'refused'],
    ['AUTH', 454, 'temporary'],
    ['MAIL', 421, 'temporary'],
    ['MAIL', 451, 'temporary'],
    ['MAIL', 503, 'temporary'],
    ['MAIL', 530, 'refused'],
    ['MAIL', 550, 'refused'],
    ['MAIL', 554, 'refused'],
    ['MAIL', 552, 'permanent'],
    ['RCPT', 450, 'temporary'],
    ['RCPT', 452, 'temporary'],
    ['RCPT', 550, 'permanent'],
    ['RCPT', 553, 'permanent'],
    ['end', 451, 'temporary'],
    ['end', 452, 'temporary'],
    ['end', 552, 'permanent'],
    ['end', 554, 'permanent'],
  ])('at %s with %i means: %s', async (step, code, kind) => {
    const reply: Reply = { code, text: quoting }
    await using server = await startSmtpDouble({
      replies: { [step]: reply },
      ...(step === 'AUTH' ? { password: 'p@ss' } : {}),
    })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind, `smtp-${code}`)])
    expect(server.received).toEqual([])
  })

  test.each([
    ['554 no service here', 'refused'],
    ['421 come back later', 'temporary'],
  ] as const)('in its greeting: %s', async (greeting, kind) => {
    await using server = await startBreakingServer('greeting', { says: `${greeting}\r\n` })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
  })

  test('at DATA itself is refused one letter, and the server never sees it', async () => {
    await using busy = await startBreakingServer('DATA', { says: `451 ${quoting}\r\n` })
    expect(await deliverTo(busy.url, [sampleMail()])).toEqual([failed('temporary', 'smtp-451')])
    await using strict = await startBreakingServer('DATA', { says: `554 ${quoting}\r\n` })
    expect(await deliverTo(strict.url, [sampleMail()])).toEqual([failed('permanent', 'smtp-554')])
  })

  test('signs in with what the URL holds', async () => {
    await using server = await startSmtpDouble({ password: 'p@ss:w/rd%' })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([accepted])
  })
})

describe('a connection that breaks', () => {
  test.each<[Step, ProviderFailureKind]>([
    ['greeting', 'temporary'],
    ['MAIL', 'temporary'],
    ['RCPT', 'temporary'],
    ['DATA', 'temporary'],
    ['body', 'unknown'],
    ['end', 'unknown'],
  ])('at the step “%s” means: %s', async (step, kind) => {
    await using server = await startBreakingServer(step)
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
  })

  test.each<[string, ProviderFailureKind]>([
    ['250 tak', 'unknown'],
    ['25', 'unknown'],
    ['554 5.7.1 no', 'permanent'],
    ['421 4.4.2 no', 'temporary'],
  ])('after the final dot in the middle of the answer %j means: %s', async (says, kind) => {
    await using server = await startBreakingServer('end', { says })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
    expect(server.completed()).toBe(1)
  })

  test('after the final dot never makes the pool send the letter a second time', async () => {
    await using server = await startBreakingServer('end', { after: 3 })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const outcomes = await mailer.deliver(sampleMails(6), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([accepted, accepted, accepted, failed('unknown'), accepted, accepted])
    expect(server.completed()).toBe(6)
  })

  test('before a letter was asked for lets the pool carry it over another one, once', async () => {
    await using server = await startBreakingServer('end')
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const [first] = await mailer.deliver([sampleMail()], { key: 'batch-1', signal: running })
    const [second] = await mailer.deliver([sampleMail({ reference: 'batch-2-0' })], { key: 'batch-2', signal: running })
    await mailer.close()
    expect([first, second]).toEqual([failed('unknown'), accepted])
    expect(server.completed()).toBe(2)
  })

  test('never stood where nobody listens', async () => {
    const unused = createServer().listen(0, '127.0.0.1')
    await once(unused, 'listening')
    const address = unused.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    unused.close()
    await once(unused, 'close')
    expect(await deliverTo(`smtp://127.0.0.1:${port}`, sampleMails(3))).toEqual([
      failed('temporary'),
      failed('temporary'),
      failed('temporary'),
    ])
  })
})

describe('a worker that is shutting down', () => {
  test('hands nothing over any more', async () => {
    await using server = await startSmtpDouble()
    expect(await deliverTo(server.url, sampleMails(3), AbortSignal.abort())).toEqual([
      failed('temporary'),
      failed('temporary'),
      failed('temporary'),
    ])
    expect([server.connections(), server.received]).toEqual([0, []])
  })

  test('does not know about the letter that is on its way, and knows that the others never left', async () => {
    const atFinalDot = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    await using server = await startSmtpDouble({
      gate: () => {
        atFinalDot.resolve()
        return released.promise
      },
    })
    const controller = new AbortController()
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const delivery = mailer.deliver(sampleMails(4), { key: 'batch-1', signal: controller.signal })
    await atFinalDot.promise
    controller.abort()
    expect(await delivery).toEqual([failed('unknown'), failed('temporary'), failed('temporary'), failed('temporary')])
    released.resolve()
    await waitFor('the server to have taken what it had', () => server.received.length === 1)
    await mailer.close()
    expect(server.received).toHaveLength(1)
  })
})

describe('the meaning of an error without an answer', () => {
  test.each<[unknown, boolean, ProviderFailureKind, string]>([
    [{ code: 'ECONNECTION', command: 'CONN' }, false, 'temporary', 'smtp-econnection'],
    [{ code: 'ECONNECTION', command: 'CONN' }, true, 'unknown', 'smtp-econnection'],
    [{ code: 'ESOCKET', command: 'CONN' }, false, 'temporary', 'smtp-esocket'],
    [{ code: 'ESOCKET', command: 'CONN' }, true, 'unknown', 'smtp-esocket'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, false, 'temporary', 'smtp-etimedout'],
    [{ code: 'ETIMEDOUT', command: 'CONN' }, true, 'unknown', 'smtp-etimedout'],
    [{ code: 'ESTREAM', command: 'API' }, true, 'unknown', 'smtp-estream'],
    [{ code: 'EDNS', command: 'CONN' }, false, 'temporary', 'smtp-edns'],
    [{ code: 'ETLS', command: 'STARTTLS' }, false, 'temporary', 'smtp-etls'],
    [{ code: 'EAUTH', command: 'API' }, false, 'refused', 'smtp-auth'],
    [{ code: 'EMESSAGE', command: 'MAIL FROM' }, false, 'permanent', 'smtp-emessage'],
    [{ code: 'EENVELOPE', command: 'API' }, false, 'permanent', 'smtp-eenvelope'],
    [{}, false, 'temporary', 'smtp-unknown'],
    [undefined, true, 'unknown', 'smtp-unknown'],
  ])('%j, handed over: %s, is %s', (error, wasHandedOver, kind, code) => {
    expect(readSmtpError(error, { wasHandedOver })).toMatchObject({ kind, code })
  })
})
