import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import type { ProviderFailureKind } from '#domain/provider-failure'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { breakAt } from '../support/provider-double/smtp-choices.ts'
import type { SmtpStep } from '../support/provider-double/smtp-conversation.ts'
import { startSmtpDouble } from '../support/provider-double/smtp-double.ts'
import { accepted, countEnds, deliverTo, failed, running } from './deliver-to.ts'
import { sampleMail, sampleMails } from './sample-mail.ts'

describe('a connection that breaks', () => {
  const steps: [SmtpStep, ProviderFailureKind][] = [
    ['greeting', 'temporary'],
    ['MAIL', 'temporary'],
    ['RCPT', 'temporary'],
    ['DATA', 'temporary'],
    ['body', 'unknown'],
    ['end', 'unknown'],
  ]
  test.each(steps)('at the step “%s” means: %s', async (step, kind) => {
    await using server = await startSmtpDouble({ troubles: breakAt(step) })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
  })

  test.each(steps)('at the step “%s” of a server that takes commands at once means: %s', async (step, kind) => {
    await using server = await startSmtpDouble({ pipelines: true, troubles: breakAt(step) })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
  })

  test.each<[string, ProviderFailureKind]>([
    ['250 tak', 'unknown'],
    ['25', 'unknown'],
    ['554 5.7.1 no', 'permanent'],
    ['421 4.4.2 no', 'temporary'],
  ])('after the final dot in the middle of the answer %j means: %s', async (says, kind) => {
    await using server = await startSmtpDouble({ troubles: breakAt('end', { says }) })
    expect(await deliverTo(server.url, [sampleMail()])).toEqual([failed(kind)])
    expect(countEnds(server)).toBe(1)
  })

  test('after the final dot never makes the pool send the letter a second time', async () => {
    await using server = await startSmtpDouble({ troubles: breakAt('end', { after: 3 }) })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const outcomes = await mailer.deliver(sampleMails(6), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([accepted, accepted, accepted, failed('unknown'), accepted, accepted])
    expect(countEnds(server)).toBe(6)
  })

  test('because the server had ended it while it was idle is opened anew for the letter', async () => {
    await using server = await startSmtpDouble({ troubles: breakAt('MAIL', { after: 1, times: 1 }) })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const outcomes = await mailer.deliver(sampleMails(3), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([accepted, accepted, accepted])
    expect([countEnds(server), server.connections()]).toEqual([3, 2])
  })

  test('again and again is not opened for ever', async () => {
    await using server = await startSmtpDouble({ troubles: breakAt('MAIL', { after: 1 }) })
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const outcomes = await mailer.deliver(sampleMails(2), { key: 'batch-1', signal: running })
    await mailer.close()
    expect(outcomes).toEqual([accepted, failed('temporary')])
  })

  test('after the server has said goodbye on its own is not used again', async () => {
    await using server = await startSmtpDouble()
    const mailer = createSmtpMailer({ url: server.url, connectionsMax: 1 })
    const [first] = await mailer.deliver([sampleMail()], { key: 'batch-1', signal: running })
    server.say('421 4.4.2 idle for too long\r\n')
    const [second] = await mailer.deliver([sampleMail({ reference: 'batch-2-0' })], { key: 'batch-2', signal: running })
    await mailer.close()
    expect([first, second]).toEqual([accepted, accepted])
    expect(countEnds(server)).toBe(2)
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

describe('a server that takes only so many connections', () => {
  test('gets everything over those that it takes', async () => {
    await using server = await startSmtpDouble({ clientsMax: 2 })
    const mails = sampleMails(20)
    expect(await deliverTo(server.url, mails)).toEqual(mails.map(() => accepted))
    expect(server.taken).toHaveLength(20)
  })
})

describe('a pace', () => {
  test('is kept to, however many letters and connections there are', async () => {
    await using server = await startSmtpDouble()
    const mailer = createSmtpMailer({ url: server.url, messagesPerSecond: 20 })
    const begunAt = performance.now()
    const outcomes = await mailer.deliver(sampleMails(6), { key: 'batch-1', signal: running })
    const milliseconds = performance.now() - begunAt
    await mailer.close()
    expect(outcomes).toEqual(Array.from({ length: 6 }, () => accepted))
    // Five pauses of 50 ms, of which the first may be shorter by what a timer is allowed to be late.
    expect(milliseconds).toBeGreaterThan(5 * 50 - 15)
  })
})
