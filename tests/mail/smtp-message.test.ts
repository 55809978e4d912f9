import { createHash, createVerify, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Mailer, OutgoingMail } from '#mail/mailer'
import { createSmtpMailer } from '#mail/smtp-mailer'
import { sampleMail } from './sample-mail.ts'
import { startSmtpDouble, type ReceivedMail, type SmtpDouble } from './smtp-double.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

let server: SmtpDouble
let mailer: Mailer

beforeAll(async () => {
  server = await startSmtpDouble()
  mailer = createSmtpMailer({
    url: server.url,
    dkim: { domainName: 'news.example.org', keySelector: 'k1', privateKey },
  })
})

afterAll(async () => {
  await mailer.close()
  await server.stop()
})

async function send(mail: OutgoingMail): Promise<ReceivedMail> {
  server.received.length = 0
  const [outcome] = await mailer.deliver([mail], { key: 'batch-1', signal: new AbortController().signal })
  expect(outcome?.kind).toBe('accepted')
  const [received] = server.received
  if (!received) throw new Error('Nothing arrived.')
  return received
}

function read({ source }: ReceivedMail): Promise<Email> {
  return new PostalMime().parse(Buffer.from(source, 'latin1'))
}

function headersOf({ source }: ReceivedMail): [name: string, raw: string][] {
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
    expect(email.html?.trim()).toBe(mail.html)
    expect(email.text?.replaceAll('\r\n', '\n').trim()).toBe(mail.text)
    expect(email.attachments).toEqual([])
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
    for (const [name, value] of Object.entries(mail.headers)) {
      expect(headers.filter(([key]) => key === name.toLowerCase())).toHaveLength(1)
      expect(valueOf(headers, name.toLowerCase())).toBe(value)
    }
    expect(received.source.split('\r\n').filter((line) => line.length > 998 || /[^\t -~]/.test(line))).toEqual([])
  })

  test('tells of no software and no machine of ours', async () => {
    const names = headersOf(await send(sampleMail())).map(([name]) => name)
    expect(names.filter((name) => /mailer|user-agent|originating|received/.test(name))).toEqual([])
  })
})

describe('the signature of a letter (RFC 6376)', () => {
  test('covers both unsubscribe headers, as RFC 8058 §4 asks, and everything that a forger would change', async () => {
    const tags = signatureTags(headersOf(await send(sampleMail())))
    expect(tags).toMatchObject({ v: '1', a: 'rsa-sha256', c: 'relaxed/relaxed', d: 'news.example.org', s: 'k1' })
    const signed = (tags['h'] ?? '').toLowerCase().split(':')
    for (const name of [
      'list-unsubscribe',
      'list-unsubscribe-post',
      'list-id',
      'list-help',
      'list-archive',
      'list-owner',
      'list-post',
      'from',
      'to',
      'reply-to',
      'subject',
      'date',
      'message-id',
      'mime-version',
      'content-type',
    ]) {
      expect(signed).toContain(name)
    }
    expect(tags).not.toHaveProperty('l')
  })

  test('holds for the message as it arrived, and no longer once a word or a header is changed', async () => {
    const received = await send(sampleMail())
    expect(isSigned(received)).toBe(true)
    expect(isSigned({ ...received, source: received.source.replace('One-Click', 'Two-Click') })).toBe(false)
    expect(isSigned({ ...received, source: received.source.replace('/u/', '/x/') })).toBe(false)
    expect(isSigned({ ...received, source: `${received.source}more\r\n` })).toBe(false)
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
    ...Object.keys(base.headers).map((name) => name.toLowerCase()),
  ])

  test.each<[string, Partial<Omit<OutgoingMail, 'to'>>]>([
    ['the subject', { subject: injection }],
    ['the name of the sender', { from: { name: injection, address: base.from.address } }],
    ['the address for answers', { replyTo: `people@example.org${injection}` }],
    ['the reference', { reference: injection }],
    ['the value of a header', { headers: { ...base.headers, 'List-Help': injection } }],
    ['the text', { text: `\r\n.\r\n${injection}` }],
    ['the HTML', { html: `\r\n.\r\n${injection}` }],
  ])('makes no header and no second message: %s', async (_what, fault) => {
    const received = await send(sampleMail(fault))
    expect(server.received).toHaveLength(1)
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

function signatureTags(headers: readonly [string, string][]): Record<string, string> {
  const parts = (valueOf(headers, 'dkim-signature') ?? '').split(';').map((part) => part.trim())
  return Object.fromEntries(
    parts
      .filter(Boolean)
      .map((part) => [part.slice(0, part.indexOf('=')).trim(), part.slice(part.indexOf('=') + 1).replace(/\s/g, '')]),
  )
}

/** Checks a relaxed/relaxed signature with the public key: RFC 6376 §3.4.2, §3.4.4, §3.7, §5.4.2. */
function isSigned(received: ReceivedMail): boolean {
  const headers = headersOf(received)
  const tags = signatureTags(headers)
  const body = received.source.slice(received.source.indexOf('\r\n\r\n') + 4)
  const lines = body
    .replace(/[ \t]+/g, ' ')
    .replace(/ \r\n/g, '\r\n')
    .replace(/(\r\n)*$/, '')
  if (createHash('sha256').update(`${lines}\r\n`, 'latin1').digest('base64') !== tags['bh']) return false
  const left = [...headers]
  const verify = createVerify('sha256')
  for (const name of (tags['h'] ?? '').toLowerCase().split(':')) {
    // Headers of the same name are signed from the last to the first.
    const place = left.findLastIndex(([key]) => key === name)
    const [found] = place < 0 ? [] : left.splice(place, 1)
    if (found) verify.update(`${relax(found[1])}\r\n`, 'latin1')
  }
  const signature = headers.find(([name]) => name === 'dkim-signature')?.[1] ?? ''
  verify.update(relax(signature).replace(/(;\s*b=)[^;]*/, '$1'), 'latin1')
  return verify.verify(publicKey, tags['b'] ?? '', 'base64')
}

function relax(raw: string): string {
  const colon = raw.indexOf(':')
  return `${raw.slice(0, colon).trim().toLowerCase()}:${raw
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`
}
