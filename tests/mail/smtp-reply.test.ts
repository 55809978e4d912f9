import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createSmtpReplyReader, readSmtpReply, type SmtpReply } from '#mail/smtp-reply'

const conversation = [
  '250 2.1.0 sender known\r\n',
  '550-5.1.1 <reader@reader.example>: no such\r\n550-5.1.1 mailbox\r\n550 5.1.1 here\r\n',
  '354 go on\n',
  '250\r\n',
  '451 4.7.1 Greylisted, see https://server.test/\r\n',
]

const replies: SmtpReply[] = [
  { code: 250, status: null, isQuota: false },
  { code: 550, status: '5.1.1', isQuota: false },
  { code: 354, status: null, isQuota: false },
  { code: 250, status: null, isQuota: false },
  { code: 451, status: '4.7.1', isQuota: false },
]

describe('the replies of a server', () => {
  test('are the same however they are cut into pieces', () => {
    const said = Buffer.from(conversation.join(''))
    fc.assert(
      fc.property(fc.array(fc.nat(said.length), { maxLength: 40 }), (cuts) => {
        const reader = createSmtpReplyReader()
        const edges = [0, ...cuts.toSorted((a, b) => a - b), said.length]
        const read = edges.slice(1).flatMap((end, index) => reader.read(said.subarray(edges[index], end)))
        expect(read.map(({ code }) => code)).toEqual(replies.map(({ code }) => code))
      }),
    )
  })

  test.each([
    ['550 5.1.1 no such mailbox', 550, '5.1.1'],
    ['550-5.7.26 This mail is unauthenticated\n550 5.7.26 for more', 550, '5.7.26'],
    ['550 no such mailbox', 550, null],
    ['550', 550, null],
    ['550 5.1.1', 550, '5.1.1'],
    ['550 5.1.10.2 x', 550, null],
    ['550 10.1.1.1 is listed', 550, null],
    ['450 5.1.1 x', 450, '5.1.1'],
    ['150 x', 0, null],
    ['hello', 0, null],
    ['', 0, null],
  ])('%j has the code %i and the status %s', (text, code, status) => {
    expect(readSmtpReply(text)).toMatchObject({ code, status })
  })

  test.each([
    ['454 Throttling failure: Daily message quota exceeded.', true],
    ['550 5.4.5 Daily user sending limit exceeded.', true],
    ['550-5.4.5 Daily SMTP relay sending limit\n550 5.4.5 exceeded for this customer.', true],
    ['550 5.1.90 Your message cannot be sent', true],
    ['550 5.7.1 Monthly sending limit reached', true],
    ['452 4.2.2 The mailbox has used up its daily quota', false],
    ['550 5.2.1 daily receiving limit exceeded', false],
    ['452 4.2.2 Mailbox is over quota', false],
    ['454 4.7.0 Throttling failure: Maximum sending rate exceeded.', false],
    ['250 2.0.0 taken, daily quota 3 of 5', false],
  ])('%j says that the quota is used up: %s', (text, isQuota) => {
    expect(readSmtpReply(text).isQuota).toBe(isQuota)
  })

  test('hold nothing of what the server said', () => {
    expect(JSON.stringify(readSmtpReply('550 5.1.1 <canary-heron@leak.example> no'))).not.toContain('canary')
  })

  test('that never end are given up', () => {
    const reader = createSmtpReplyReader()
    const endless = Array.from({ length: 20 }, () => reader.read(Buffer.from('250-more\r\n'.repeat(800)))).flat()
    expect(endless[0]).toMatchObject({ code: 0 })
    const long = createSmtpReplyReader()
    expect(Array.from({ length: 20 }, () => long.read(Buffer.alloc(8 * 1024, 'x'))).flat()[0]).toMatchObject({
      code: 0,
    })
  })

  test.each([
    ['554 5.7.1 no', 554],
    ['421 4.4.2', 421],
    ['250 tak', undefined],
    ['55', undefined],
    ['', undefined],
  ])('cut off in the middle, as %j, are a refusal if they are one: %s', (text, code) => {
    const reader = createSmtpReplyReader()
    reader.read(Buffer.from(text))
    expect(reader.readRest()?.code).toBe(code)
  })
})
