import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { once } from 'node:events'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  bounceWords,
  deliverInbound,
  writeBounce,
  writeComplaint,
  writeUnsubscribeMail,
} from '../support/provider-double/inbound-reports.ts'
import { startSmtpDouble, takenHeaders, type SmtpDouble } from '../support/provider-double/smtp-double.ts'
import type { SmtpStep } from '../support/provider-double/smtp-conversation.ts'
import { waitFor } from '../support/wait.ts'

let smtp: SmtpDouble

beforeEach(async () => {
  smtp = await startSmtpDouble()
  return () => smtp.stop()
})

/** Sends messages through one pool, one to each reader. @returns what became of each */
async function send(readers: readonly string[], text = 'Good day'): Promise<PromiseSettledResult<unknown>[]> {
  const transport = createTransport({ url: smtp.url, pool: true, maxConnections: 2, socketTimeout: 3_000 })
  const mails = readers.map((to, index) =>
    transport.sendMail({
      envelope: { from: `bounce+ref-${index}@in.example`, to },
      from: 'letters@news.example',
      to,
      messageId: `<ref-${index}@news.example>`,
      text,
    }),
  )
  const results = await Promise.allSettled(mails)
  transport.close()
  return results
}

const statesOf = (results: readonly PromiseSettledResult<unknown>[]): string[] => results.map(({ status }) => status)

test('messages are taken over a pool of connections, each with its reference and its return path', async () => {
  expect(statesOf(await send(['a@x.example', 'b@x.example', 'c@x.example']))).toEqual(Array(3).fill('fulfilled'))
  const entries = smtp.ledger.entries.toSorted((one, other) => one.address.localeCompare(other.address))
  expect(entries).toMatchObject(
    ['a', 'b', 'c'].map((name, index) => ({
      address: `${name}@x.example`,
      reference: `ref-${index}`,
      returnPath: `bounce+ref-${index}@in.example`,
    })),
  )
  expect(smtp.connections()).toBe(2)
})

test('the text arrives as it was sent, dots at the beginning of lines included', async () => {
  const text = '.a\n..b\n.\nc'
  await send(['a@x.example'], text)
  expect(smtp.taken[0]?.source.split('\r\n\r\n')[1]?.replaceAll('\r\n', '\n').trimEnd()).toBe(text)
})

test('a reply can be for one reader alone', async () => {
  smtp.setTroubles((step, { recipient }) =>
    step === 'RCPT' && recipient === 'b@x.example' ? { kind: 'reply', code: 550, text: '5.1.1 unknown' } : null,
  )
  expect(statesOf(await send(['a@x.example', 'b@x.example', 'c@x.example']))).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ])
})

test('a slow domain keeps only its own readers waiting', async () => {
  const { promise, resolve } = Promise.withResolvers<null>()
  smtp.setTroubles((step, { recipient }) => (step === 'end' && recipient?.endsWith('@slow.example') ? promise : null))
  const sending = send(['a@slow.example', 'b@x.example', 'c@x.example'])
  await waitFor('the others', () => smtp.taken.length === 2)
  resolve(null)
  expect(statesOf(await sending)).toEqual(Array(3).fill('fulfilled'))
})

describe('a connection that breaks', () => {
  test.each<[SmtpStep, number]>([
    ['MAIL', 0],
    ['RCPT', 0],
    ['DATA', 0],
    ['body', 0],
    ['end', 0],
    ['answer', 1],
  ])('at %s leaves %i messages taken', async (step, taken) => {
    smtp.failNext(step, { kind: 'break' })
    expect(statesOf(await send(['a@x.example']))).toEqual(['rejected'])
    expect(smtp.ledger.entries).toHaveLength(taken)
  })
})

test.each(['end', 'answer'] as const)('a message can be held at %s', async (step) => {
  using gate = smtp.hold(step)
  const sending = send(['a@x.example'])
  await waitFor('the message', () => gate.waiting.length === 1)
  expect(gate.waiting).toEqual(['ref-0@news.example'])
  expect(smtp.ledger.entries).toHaveLength(step === 'answer' ? 1 : 0)
  gate.release()
  expect(statesOf(await sending)).toEqual(['fulfilled'])
})

test('a password is asked for', async () => {
  await using closed = await startSmtpDouble({ password: 'heron' })
  const sendBy = (url: string) =>
    createTransport(url).sendMail({ from: 'a@x.example', to: 'b@x.example', text: 'Good day' })
  await sendBy(closed.url)
  await expect(sendBy(closed.url.replace('heron', 'crane'))).rejects.toMatchObject({ responseCode: 535 })
  expect(closed.taken).toHaveLength(1)
})

test('reports of a message reach an inbound server over LMTP', async () => {
  const inbound: { to: string; source: string }[] = []
  const server = new SMTPServer({
    lmtp: true,
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        inbound.push({ to: envelope.rcptTo[0]?.address ?? '', source: Buffer.concat(chunks).toString() })
        callback()
      })
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0

  await send(['a@x.example'])
  const [taken] = smtp.taken
  if (!taken) throw new Error('Nothing was taken.')
  const arrivedAt = smtp.clock.now()
  const returned = { returnedHeaders: takenHeaders(taken), arrivedAt }
  await deliverInbound(writeBounce(taken.entry, bounceWords.unknownUser, returned), { port })
  await deliverInbound(writeComplaint(taken.entry, { to: 'fbl@in.example', ...returned }), { port })
  await deliverInbound(writeUnsubscribeMail('a@x.example', 'mailto:u@in.example?subject=unsubscribe%20abc'), { port })
  await new Promise<void>((resolve) => server.close(resolve))

  expect(inbound.map(({ to }) => to)).toEqual(['bounce+ref-0@in.example', 'fbl@in.example', 'u@in.example'])
  const [bounce, complaint, leaving] = inbound.map(({ source }) => source)
  expect(bounce).toContain('Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.1.1')
  expect(bounce).toMatch(/Arrival-Date: \w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d \+0000/)
  expect(complaint).toContain('Feedback-Type: abuse')
  expect(complaint).toContain('Message-ID: <ref-0@news.example>')
  expect(leaving).toContain('Subject: unsubscribe abc')
})
