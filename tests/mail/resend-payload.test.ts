import fc from 'fast-check'
import { Resend } from 'resend'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseEmailAddress } from '#domain/email-address'
import type { CompiledLetter, Segments, SlotValues } from '#domain/mail-template'
import { finishBody } from '#domain/merge'
import { PayloadBuffer } from '#mail/payload-buffer'
import { createResendMailer } from '#mail/resend-mailer'
import { writeResendPayload } from '#mail/resend-payload'
import type { OutgoingMail } from '#mail/mailer'
import { startResendDouble, type ResendDouble } from '../support/provider-double/resend-double.ts'
import { sampleMail, sampleMails } from './sample-mail.ts'

function payloadOf(mails: readonly OutgoingMail[], payload = new PayloadBuffer()): string {
  writeResendPayload(payload, mails)
  return new TextDecoder('utf-8', { fatal: true }).decode(payload.read())
}

function mailOf(letter: CompiledLetter, values: SlotValues, index = 0): OutgoingMail {
  const to = `reader-${index}@readers.example`
  return { ...sampleMail({ reference: `batch-1-${index}`, to, subject: letter.subject }), body: { letter, values } }
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('"', '\\', '</p>', '\u2028', '\u0000', '안녕하세요', '😀', '\ud800', `&<>"'`, '","to":["'),
)
const anySegments: fc.Arbitrary<Segments> = fc.array(
  fc.oneof(
    anyText,
    fc.record({ slot: fc.constantFrom('greeting', 'phrase', 'preferencesUrl', 'unsubscribeUrl' as const) }),
  ),
  { maxLength: 8 },
)
const anyLetter: fc.Arbitrary<CompiledLetter> = fc.record({
  locale: fc.constantFrom('en', 'ko'),
  subject: anyText,
  html: anySegments,
  text: anySegments,
  greeting: fc.constant({ anonymous: 'Hello,', named: 'Hello {name},' }),
})
const anyValues: fc.Arbitrary<SlotValues> = fc.record({
  greeting: anyText,
  phrase: anyText,
  preferencesUrl: anyText,
  unsubscribeUrl: anyText,
})

describe('the payload of a batch', () => {
  test('is the JSON of its messages, whatever a letter and its readers’ values hold', () => {
    fc.assert(
      fc.property(anyLetter, fc.array(anyValues, { maxLength: 4 }), (letter, readers) => {
        const mails = readers.map((values, index) => mailOf(letter, values, index))
        const merged = mails.map((mail) => ({ ...mail, body: finishBody(mail.body) }))
        expect(payloadOf(mails)).toBe(payloadOf(merged))
        const written = JSON.parse(payloadOf(mails)) as { to: string[]; html: string; text: string }[]
        // JSON writes half of a surrogate pair as an escape, so that it comes back as it was.
        expect(written.map(({ to, html, text }) => ({ to, html, text }))).toEqual(
          merged.map(({ to, body }) => ({ to: [to], ...body })),
        )
      }),
    )
  })

  test('says of each message what is its own, though it shares its head with the one before or with none', () => {
    const one = sampleMail()
    const changes: Partial<OutgoingMail>[] = [
      { subject: 'Another' },
      { replyTo: 'others@example.org' },
      { from: { name: 'Another', address: one.from.address } },
      { headers: { 'List-Id': '<another>' } },
      { listUnsubscribe: null },
    ]
    const heads = [one, ...changes.map((change) => ({ ...one, ...change }))]
    const readers = fc.array(fc.record({ head: fc.constantFrom(...heads), values: anyValues, way: anyText }))
    fc.assert(
      fc.property(anyLetter, readers, (letter, drawn) => {
        const mails = drawn.map(({ head, values, way }, index) => ({
          ...head,
          to: parseEmailAddress(`reader-${index}@readers.example`),
          reference: `batch-1-${index}`,
          listUnsubscribe: head.listUnsubscribe === null ? null : way,
          body: { letter, values },
        }))
        expect(JSON.parse(payloadOf(mails))).toEqual(
          mails.map(({ from, to, replyTo, subject, headers, listUnsubscribe, reference, body }) => ({
            from: `"${from.name}" <${from.address}>`,
            to: [to],
            reply_to: replyTo,
            subject,
            headers: listUnsubscribe === null ? headers : { ...headers, 'List-Unsubscribe': listUnsubscribe },
            tags: [{ name: 'd', value: reference }],
            ...finishBody(body),
          })),
        )
      }),
    )
  })

  test('leaves the HTML out for a reader of plain text, and for nobody else', () => {
    fc.assert(
      fc.property(anyLetter, anyValues, (letter, values) => {
        const whole = mailOf(letter, values, 1)
        const [textOnly, other] = JSON.parse(payloadOf([{ ...whole, isTextOnly: true }, whole])) as object[]
        expect(Object.keys(textOnly ?? {})).not.toContain('html')
        expect({ ...other, ...textOnly }).toEqual(other)
      }),
    )
  })

  test('is the same for the same messages, in memory that was used before, and of any size', () => {
    const used = new PayloadBuffer()
    const long = sampleMail({ html: '가'.repeat(400_000) })
    expect(JSON.parse(payloadOf([long], used))).toMatchObject([{ html: long.body.html }])
    used.clear()
    expect(payloadOf(sampleMails(3), used)).toBe(payloadOf(sampleMails(3)))
  })

  test('leaves nothing behind in memory that is used again', () => {
    const used = new PayloadBuffer()
    payloadOf([sampleMail()], used)
    const memory = used.read()
    used.clear()
    expect(memory.every((byte) => byte === 0)).toBe(true)
    expect(used.read()).toHaveLength(0)
  })

  test('leaves nothing of a reader in it, though the letter itself may stay', () => {
    const used = new PayloadBuffer()
    const letter: CompiledLetter = {
      locale: 'en',
      subject: 'A subject',
      html: ['<p>the letter ', { slot: 'phrase' }, '</p>', { slot: 'unsubscribeUrl' }],
      text: [{ slot: 'greeting' }, ' the letter'],
      greeting: { anonymous: 'Hello,', named: 'Hello {name},' },
    }
    const values = { greeting: 'gree', phrase: 'phra', preferencesUrl: 'pref', unsubscribeUrl: 'unsu' }
    payloadOf([mailOf(letter, values, 1), mailOf(letter, values, 2)], used)
    const memory = used.read()
    used.clear()
    const left = new TextDecoder().decode(memory).replaceAll('\0', '')
    const letterOnly = ',"html":"<p>the letter </p>","text":" the letter"}'
    const heads = left.split(letterOnly)
    expect(heads).toHaveLength(3)
    for (const own of ['gree', 'phra', 'pref', 'unsu', 'reader-', 'batch-1', 'AbC'])
      expect(heads.join('')).not.toContain(own)
  })
})

describe('a call with the payload', () => {
  const apiKey = 're_test'
  let resend: ResendDouble

  beforeEach(async () => {
    resend = await startResendDouble({ apiKey })
  })

  afterEach(() => resend.stop())

  test('is the one that `batch.send` of the SDK makes', async () => {
    const mails = sampleMails(2)
    await createResendMailer({ apiKey, baseUrl: resend.url }).deliver(mails, {
      key: 'ours',
      signal: new AbortController().signal,
    })
    await new Resend(apiKey, { baseUrl: resend.url, userAgent: 'northlight' }).batch.send(
      mails.map(({ from, to, replyTo, subject, body: { html, text }, headers, listUnsubscribe, reference }) => ({
        from: `"${from.name}" <${from.address}>`,
        to: [to],
        replyTo,
        subject,
        html,
        text,
        headers: { ...headers, 'List-Unsubscribe': listUnsubscribe ?? '' },
        tags: [{ name: 'd', value: reference }],
      })),
      { idempotencyKey: 'theirs' },
    )
    const [ours, theirs] = resend.requests
    expect(JSON.parse(ours?.body ?? '')).toEqual(JSON.parse(theirs?.body ?? ''))
    // Those are of `fetch`, whoever calls it, and ask for an answer that has to be unpacked.
    const ofFetch = ['accept', 'accept-encoding', 'accept-language', 'sec-fetch-mode']
    const expected = Object.entries(theirs?.headers ?? {}).filter(([name]) => !ofFetch.includes(name))
    expect({ ...ours?.headers, 'idempotency-key': '', 'content-length': '' }).toEqual({
      ...Object.fromEntries(expected),
      'idempotency-key': '',
      'content-length': '',
    })
    expect(ours?.headers['content-length']).toBe(String(Buffer.byteLength(ours?.body ?? '')))
  })

  test('keeps every batch apart from the one before it', async () => {
    const mailer = createResendMailer({ apiKey, baseUrl: resend.url })
    const { signal } = new AbortController()
    const lengths = [5, 1, 3]
    for (const [index, length] of lengths.entries())
      await mailer.deliver(sampleMails(length), { key: `batch-${index}`, signal })
    await Promise.all(
      lengths.map((length, index) => mailer.deliver(sampleMails(length), { key: `together-${index}`, signal })),
    )
    expect(
      resend.requests.map(({ body }) => (JSON.parse(body) as unknown[]).length).toSorted((one, other) => one - other),
    ).toEqual([1, 1, 3, 3, 5, 5])
  })
})
