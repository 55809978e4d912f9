import { describe, expect, test } from 'vitest'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import type { ProviderFailureKind } from '#domain/provider-failure'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { breakAt, refuseAt, waitAtEnd, type Reply } from '../support/provider-double/smtp-choices.ts'
import { startSmtpDouble } from '../support/provider-double/smtp-double.ts'
import { waitFor } from '../support/wait.ts'
import { accepted, countEnds, deliverTo, failed, quoting, running } from './deliver-to.ts'
import { sampleMail, sampleMails } from './sample-mail.ts'

describe('a batch', () => {
  test('leaves at once through a few connections, each letter in a transaction of its own', async () => {
    await using server = await startSmtpDouble()
    const mails = sampleMails(limits.smtpBatchSizeMax)
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 3 })
    const outcomes = await mailer.deliver(mails, { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual(mails.map(() => accepted))
    expect(server.taken.map(({ envelope }) => envelope.to.join()).toSorted()).toEqual(
      mails.map(({ to }) => String(to)).toSorted(),
    )
    expect(server.connections()).toBeLessThanOrEqual(3)
  })

  test('fails for the reader whom the server refuses, and for nobody else', async () => {
    const mails = sampleMails(7)
    await using server = await startSmtpDouble({
      troubles: refuseAt('RCPT', { code: 550, text: quoting }, (recipient) => recipient === mails[3]?.to),
    })
    const outcomes = await deliverTo(server.url, mails)
    expect(outcomes).toEqual(mails.map((_mail, index) => (index === 3 ? failed('permanent', 'smtp-550') : accepted)))
    expect(server.taken).toHaveLength(6)
  })
})

describe('a server that takes its time', () => {
  test('is given nothing more after a while, so that the rest can go out in another batch', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<void>()
    await using server = await startSmtpDouble({ troubles: waitAtEnd(() => opened) })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1, startSeconds: 0.3 })
    const [mail, ...others] = sampleMails(3)
    const held = mailer.deliver(mail ? [mail] : [], { key: 'batch-1', signal: running })
    const putOff = await mailer.deliver(others, { key: 'batch-2', signal: running })
    open()
    expect(putOff).toEqual([failed('temporary'), failed('temporary')])
    expect(await held).toEqual([accepted])
    await mailer.close()
    expect(server.taken).toHaveLength(1)
  })

  test('is cut off before anybody else may try the same batch, and what it held is unknown', async () => {
    await using server = await startSmtpDouble({ troubles: waitAtEnd(() => new Promise(() => {})) })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1, startSeconds: 0.3, callSeconds: 0.6 })
    const outcomes = await mailer.deliver(sampleMails(2), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([failed('unknown'), failed('temporary')])
    expect(limits.smtpCallSeconds).toBeLessThan(limits.attemptLeaseSeconds)
  })
})

describe.each([
  ['at once', true],
  ['one after the other', false],
])('a server that takes commands %s and answers with a refusal', (_how, pipelines) => {
  test.each<['AUTH' | 'MAIL' | 'RCPT' | 'end', number, ProviderFailureKind]>([
    ['AUTH', 535, 'refused'],
    ['AUTH', 454, 'temporary'],
    ['MAIL', 421, 'temporary'],
    ['MAIL', 451, 'temporary'],
    ['MAIL', 503, 'temporary'],
    ['MAIL', 550, 'refused'],
    ['MAIL', 552, 'permanent'],
    ['RCPT', 421, 'temporary'],
    ['RCPT', 450, 'temporary'],
    ['RCPT', 550, 'permanent'],
    ['end', 421, 'temporary'],
    ['end', 451, 'temporary'],
    ['end', 554, 'permanent'],
  ])('at %s with %i means: %s', async (step, code, kind) => {
    const reply: Reply = { code, text: quoting }
    await using server = await startSmtpDouble({
      pipelines,
      troubles: refuseAt(step, reply),
      ...(step === 'AUTH' ? { password: 'p@ss' } : {}),
    })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind, `smtp-${code}`)])
    expect(server.taken).toEqual([])
  })

  test('of one reader takes the others over the same connection', async () => {
    const mails = sampleMails(5)
    await using server = await startSmtpDouble({
      pipelines,
      troubles: refuseAt('RCPT', { code: 550, text: `5.1.1 ${quoting}` }, (recipient) =>
        [mails[1]?.to, mails[2]?.to].includes(parseEmailAddress(recipient)),
      ),
    })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const outcomes = await mailer.deliver(mails, { key: 'batch-1', signal: running })
    await mailer.close()
    const dead = failed('permanent', 'smtp-550-5.1.1')
    expect(outcomes).toEqual([accepted, dead, dead, accepted, accepted])
    expect(outcomes[1]).toMatchObject({ failure: { isAddressDead: true } })
    expect([server.taken.length, server.connections()]).toEqual([3, 1])
  })

  test('at DATA itself is refused one letter, and never sees it', async () => {
    await using busy = await startSmtpDouble({ pipelines, troubles: breakAt('DATA', { says: `451 ${quoting}\r\n` }) })
    expect(await deliverTo(busy.url, [sampleMail()])).toEqual([failed('temporary', 'smtp-451')])
    await using strict = await startSmtpDouble({ pipelines, troubles: breakAt('DATA', { says: `554 ${quoting}\r\n` }) })
    expect(await deliverTo(strict.url, [sampleMail()])).toEqual([failed('permanent', 'smtp-554')])
    expect([...busy.steps, ...strict.steps]).not.toContain('end')
  })

  test('signs in with what the URL holds', async () => {
    await using server = await startSmtpDouble({ pipelines, password: 'p@ss:w/rd%' })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([accepted])
  })
})

describe('a server that takes commands at once and asks for a letter after a refusal', () => {
  test('of its reader gets an empty one, and the next letter over the same connection', async () => {
    await using server = await startSmtpDouble({
      pipelines: true,
      asksForNothing: true,
      troubles: refuseAt('RCPT', { code: 550, text: `5.1.1 ${quoting}` }),
    })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const outcomes = await mailer.deliver(sampleMails(2), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([failed('permanent', 'smtp-550-5.1.1'), failed('permanent', 'smtp-550-5.1.1')])
    expect([server.connections(), countEnds(server)]).toEqual([1, 2])
  })

  test('of its sender gets none', async () => {
    await using server = await startSmtpDouble({
      pipelines: true,
      asksForNothing: true,
      troubles: refuseAt('MAIL', { code: 550, text: `5.1.8 ${quoting}` }),
    })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed('refused', 'smtp-550-5.1.8')])
    expect(countEnds(server)).toBe(0)
  })
})

describe('a server that turns the caller away', () => {
  test.each([
    ['554 no service here', 'refused'],
    ['421 come back later', 'temporary'],
  ] as const)('in its greeting: %s', async (greeting, kind) => {
    await using server = await startSmtpDouble({ troubles: breakAt('greeting', { says: `${greeting}\r\n` }) })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
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
    expect([server.connections(), server.taken]).toEqual([0, []])
  })

  test('does not know about the letter that is on its way, and knows that the others never left', async () => {
    const atFinalDot = Promise.withResolvers<void>()
    const released = Promise.withResolvers<void>()
    await using server = await startSmtpDouble({
      troubles: waitAtEnd(() => {
        atFinalDot.resolve()
        return released.promise
      }),
    })
    const controller = new AbortController()
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const delivery = mailer.deliver(sampleMails(4), { key: 'batch-1', signal: controller.signal })
    await atFinalDot.promise
    controller.abort()
    expect(await delivery).toEqual([failed('unknown'), failed('temporary'), failed('temporary'), failed('temporary')])
    released.resolve()
    await waitFor('the server to have taken what it had', () => server.taken.length === 1)
    await mailer.close()
    expect(server.taken).toHaveLength(1)
  })
})
