import fc from 'fast-check'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mailer, OutgoingMail } from '#mail/mailer'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { startSmtpDouble, type SmtpDouble, type TakenMail } from '../support/provider-double/smtp-double.ts'
import { makeEd25519Key, makeRsaKey, verifyWithMailauth } from './dkim-verifiers.ts'
import { sampleMail, type SampleMailParts } from './sample-mail.ts'

const keys = [makeRsaKey('news.example.org', 'k1'), makeEd25519Key('example.org', 'k2')]

let server: SmtpDouble
let mailer: Mailer

beforeAll(async () => {
  server = await startSmtpDouble()
  mailer = createSmtpMailer({
    url: server.url,
    dkim: keys.map(({ key }) => key),
  })
})

afterAll(async () => {
  await mailer.close()
  await server.stop()
})

type Received = Pick<TakenMail['envelope'], 'from' | 'to'> & Pick<TakenMail, 'source'>

async function send(mail: OutgoingMail): Promise<Received> {
  server.taken.length = 0
  const [outcome] = await mailer.deliver([mail], { key: 'batch-1', signal: new AbortController().signal })
  expect(outcome?.kind).toBe('accepted')
  const [taken] = server.taken
  if (!taken) throw new Error('Nothing arrived.')
  return { ...taken.envelope, source: taken.source }
}

function read({ source }: Received): Promise<Email> {
  return new PostalMime().parse(Buffer.from(source, 'latin1'))
}

function headersOf({ source }: Received): [name: string, raw: string][] {
  const head = source.slice(0, source.indexOf('\r\n\r\n'))
  return head.split(/\r\n(?![ \t])/).map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line])
}

function valueOf(headers: readonly [string, string][], name: string): string | undefined {
  const raw = headers.find(([key]) => key === name)?.[1]
  return raw
    ?.slice(raw.indexOf(':') + 1)
    .replace(/\r\n/g, '')
    .trim()
}

describe('a letter as it arrives', () => {
  test('says in Korean what was said in Korean', async () => {
    const mail = sampleMail()
    const email = await read(await send(mail))
    expect(email).toMatchObject({
      subject: mail.subject,
      from: mail.from,
      to: [{ address: mail.to }],
      replyTo: [{ address: mail.replyTo }],
    })
    expect(email.html?.trim()).toBe(mail.body.html)
    expect(email.text?.replaceAll('\r\n', '\n').trim()).toBe(mail.body.text)
    expect(email.attachments).toEqual([])
  })

  test('is its text alone for a reader of plain text, signed like any other', async () => {
    const mail = sampleMail({ isTextOnly: true })
    const received = await send(mail)
    const email = await read(received)
    expect(email.html).toBeUndefined()
    expect(email.text?.replaceAll('\r\n', '\n').trim()).toBe(mail.body.text)
    expect(valueOf(headersOf(received), 'content-type')).toBe('text/plain; charset=utf-8')
    expect(await verifyWithMailauth([received.source], keys)).toEqual([[true, true]])
  })

  test('goes to one reader, from the sender, under an id of our own', async () => {
    const mail = sampleMail()
    const received = await send(mail)
    expect(received).toMatchObject({ from: mail.from.address, to: [mail.to] })
    expect(valueOf(headersOf(received), 'message-id')).toBe(`<${mail.reference}@news.example.org>`)
  })

  test('carries every list header once and as it was given, within the length of a line (RFC 5322 §2.1.1)', async () => {
    const mail = sampleMail()
    const received = await send(mail)
    const headers = headersOf(received)
    for (const [name, value] of Object.entries({ ...mail.headers, 'List-Unsubscribe': mail.listUnsubscribe })) {
      expect(headers.filter(([key]) => key === name.toLowerCase())).toHaveLength(1)
      expect(valueOf(headers, name.toLowerCase())).toBe(value)
    }
    expect(received.source.split('\r\n').filter((line) => line.length > 998 || /[^\t -~]/.test(line))).toEqual([])
  })

  test('is told apart for the complaints that Gmail counts by letter, kind and sender, and by no reader', async () => {
    const idOf = async (mail: OutgoingMail): Promise<string | undefined> =>
      valueOf(headersOf(await send(mail)), 'feedback-id')
    const id = await idOf(sampleMail())
    expect(id).toMatch(/^[0-9a-f]{12}:letters:news-example-org:[0-9a-f]{12}$/)
    expect(await idOf(sampleMail({ to: 'other@reader.example', reference: 'other' }))).toBe(id)
    expect(await idOf(sampleMail({ subject: 'Another' }))).not.toBe(id)
    expect(await idOf(sampleMail({ headers: {} }))).toContain(':notices:')
  })

  test('comes back to the address that it names for that, and to its sender where it names none', async () => {
    const bounceTo = 'bounce+0198c0de-0-00ff@in.example.org'
    expect(await send(sampleMail({ bounceTo }))).toMatchObject({ from: bounceTo })
    expect(await send(sampleMail({ bounceTo: null }))).toMatchObject({ from: sampleMail().from.address })
  })

  test.each([
    'a\r\nRCPT TO:<victim@forger.example>@in.example.org',
    'a b@in.example.org',
    '편지@in.example.org',
    'a>@x.test',
  ])('does not leave when the address it comes back to cannot be written: %j', async (bounceTo) => {
    server.taken.length = 0
    const outcomes = await mailer.deliver([sampleMail({ bounceTo })], {
      key: 'batch-1',
      signal: new AbortController().signal,
    })
    const failure: unknown = expect.objectContaining({ kind: 'permanent', code: 'smtp-sender-unwritable' })
    expect(outcomes).toEqual([{ kind: 'failed', failure }])
    expect(server.taken).toEqual([])
  })

  test('is the same to the byte each time, but for its date', async () => {
    const again = async (mail: OutgoingMail): Promise<string> =>
      (await send(mail)).source
        .slice(0)
        .replace(/\r\nDate: .*\r\n/, '\r\n')
        .replace(/DKIM-Signature: (?:.|\r\n )*\r\n/g, '')
    expect(await again(sampleMail())).toBe(await again(sampleMail()))
  })

  test('tells of no software and no machine of ours', async () => {
    const names = headersOf(await send(sampleMail())).map(([name]) => name)
    expect(names.filter((name) => /mailer|user-agent|originating|received/.test(name))).toEqual([])
  })
})

describe('the signature of a letter (RFC 6376)', () => {
  test('holds for the message as it arrived, by a key of the sender and one of the domain above', async () => {
    const { source } = await send(sampleMail())
    expect(await verifyWithMailauth([source, source.replace('One-Click', 'Two-Click')], keys)).toEqual([
      [true, true],
      [false, false],
    ])
  })

  test('is no reason to hand a letter over that nobody would believe: of a sender of another domain', async () => {
    server.taken.length = 0
    const mail = sampleMail({ from: { name: 'A', address: 'letters@other.example' } })
    const outcomes = await mailer.deliver([mail], { key: 'batch-1', signal: new AbortController().signal })
    const failure: unknown = expect.objectContaining({ kind: 'refused', code: 'dkim-domain-not-of-sender' })
    expect(outcomes).toEqual([{ kind: 'failed', failure }])
    expect(server.taken).toEqual([])
  })
})

describe('a line end in any field', () => {
  const injection = 'x\r\nBcc: victim@forger.example\r\nX-Injected: yes\r\n\r\n<b>body</b>'
  const base = sampleMail()
  const known = new Set([
    'from',
    'to',
    'reply-to',
    'subject',
    'message-id',
    'date',
    'mime-version',
    'content-type',
    'dkim-signature',
    'feedback-id',
    ...Object.keys(base.headers).map((name) => name.toLowerCase()),
    'list-unsubscribe',
  ])

  test.each<[string, SampleMailParts]>([
    ['the subject', { subject: injection }],
    ['the name of the sender', { from: { name: injection, address: base.from.address } }],
    ['the address for answers', { replyTo: `people@example.org${injection}` }],
    ['the reference', { reference: injection }],
    ['the way out', { listUnsubscribe: injection }],
    ['the value of a header', { headers: { ...base.headers, 'List-Help': injection } }],
    ['the text', { text: `\r\n.\r\n${injection}` }],
    ['the HTML', { html: `\r\n.\r\n${injection}` }],
  ])('makes no header and no second message: %s', async (_what, fault) => {
    const received = await send(sampleMail(fault))
    expect(server.taken).toHaveLength(1)
    expect(received.to).toEqual([base.to])
    expect(
      headersOf(received)
        .map(([name]) => name)
        .filter((name) => !known.has(name)),
    ).toEqual([])
  })

  test('or any other control character makes none either, alone or between words', async () => {
    const unit = fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '\u0000',
      '\u000b',
      '\u0085',
      '\u2028',
      ':',
      ' ',
      'Bcc: a@forger.example',
      '독',
      '<',
      '>',
      '"',
      ',',
      '=?utf-8?B?DQo=?=',
    )
    const text = fc.array(unit, { maxLength: 12 }).map((units) => units.join(''))
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, name, help) => {
        const received = await send(
          sampleMail({
            subject,
            from: { name, address: base.from.address },
            headers: { ...base.headers, 'List-Help': help },
          }),
        )
        expect(received.to).toEqual([base.to])
        expect(
          headersOf(received)
            .map(([key]) => key)
            .filter((key) => !known.has(key)),
        ).toEqual([])
        expect((await read(received)).from).toMatchObject({ address: base.from.address })
      }),
      { numRuns: 60 },
    )
  })
})
