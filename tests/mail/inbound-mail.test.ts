import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDeliveryReferences } from '#crypto/delivery-references'
import { createLinkSigner } from '#crypto/link-signer'
import { factsOfReport } from '#domain/delivery-status'
import { readInboundMail, type InboundMail } from '#mail/inbound-mail'
import { projectRoot } from '#runtimes/project-root'
import { canaries, findCanaries } from '../support/canaries.ts'
import { inboundFixture } from '../support/inbound-mail.ts'
import { createTestKeys } from '../support/keys.ts'

const { links } = createTestKeys()
const batchId = '019e2a3b-4c5d-7e6f-8a9b-0c1d2e3f4a5b'
const subscriberId = '019e2a3b-4c5d-7e6f-8a9b-000000000001'
const marks = {
  reference: createDeliveryReferences(links).sign({ batchId, position: 7 }),
  token: createLinkSigner(links).sign('unsubscribe', { ids: [batchId, subscriberId], expiresAt: null }),
}

async function read(name: string): Promise<InboundMail> {
  return readInboundMail(await inboundFixture(name, marks))
}

describe('a delivery report', () => {
  test.for([
    ['dsn-postfix', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['dsn-exim', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['dsn-exchange', { status: '5.1.10', replyCode: 550 }, 'hard'],
    ['dsn-exchange-broken', { status: '5.1.1', replyCode: null }, 'hard'],
    ['bounce-exchange-worded', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['dsn-gmail', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['dsn-naver', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['bounce-qmail', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['bounce-exim-worded', { status: '5.1.1', replyCode: 550 }, 'hard'],
    ['dsn-postfix-full', { status: '5.2.2', replyCode: 552 }, 'soft'],
    ['dsn-postfix-expired', { status: '4.4.1', replyCode: null }, 'soft'],
    ['dsn-daum', { status: '5.0.0', replyCode: 554 }, 'soft'],
    ['dsn-blocklisted', { status: '5.0.0', replyCode: 550 }, 'soft'],
    ['bounce-qmail-expired', { status: '4.4.3', replyCode: null }, 'soft'],
  ] as const)('in the form %s is a failure', async ([name, status, bounceKind]) => {
    const mail = await read(name)
    expect(mail).toMatchObject({ statuses: [{ action: 'failed', ...status }], feedback: null })
    expect(factsOfReport(mail.statuses)).toEqual([{ kind: 'bounced', bounceKind }])
  })

  test('of a delay is no failure', async () => {
    const { statuses } = await read('dsn-postfix-delayed')
    expect(statuses).toEqual([{ action: 'delayed', status: '4.4.1', replyCode: null }])
  })

  test('tells each recipient apart, and one that passes mail on', async () => {
    expect((await read('dsn-two-mailboxes')).statuses.map(({ action }) => action)).toEqual(['failed', 'delivered'])
    expect((await read('dsn-relayed')).statuses).toEqual([{ action: 'relayed', status: '2.1.9', replyCode: null }])
  })

  test('says when it was written, in whatever zone', async () => {
    expect((await read('dsn-postfix')).writtenAt?.toString()).toBe('2026-05-13T02:59:41Z')
    expect((await read('dsn-naver')).writtenAt?.toString()).toBe('2026-05-13T02:59:02Z')
    const undated = (await inboundFixture('dsn-postfix', marks)).toString().replace(/^Date: .*\r\n/m, '')
    expect((await readInboundMail(Buffer.from(undated))).writtenAt).toBeNull()
    const misdated = undated.replace(/^From: /m, 'Date: 99 Foo 2026\r\nFrom: ')
    expect((await readInboundMail(Buffer.from(misdated))).writtenAt).toBeNull()
  })

  test.for(['auto-vacation', 'auto-vacation-unmarked', 'auto-receipt'])('is not what %s is', async (name) => {
    expect(await read(name)).toMatchObject({ statuses: [], feedback: null })
  })

  test('is looked for in the mail itself, not in a letter that it encloses', async () => {
    const report = (await inboundFixture('dsn-postfix', marks)).toString()
    const forwarded = `From: a@readers.example\r\nContent-Type: multipart/mixed; boundary=f\r\n\r\n--f\r\nContent-Type: message/rfc822\r\n\r\n${report}\r\n--f--\r\n`
    expect((await readInboundMail(Buffer.from(forwarded))).statuses).toEqual([])
  })
})

describe('a feedback report', () => {
  test.for([
    ['arf-generic', 'abuse'],
    ['arf-yahoo', 'abuse'],
    ['arf-by-link-only', 'abuse'],
    ['arf-opt-out', 'opt-out'],
    ['arf-not-spam', 'other'],
    ['arf-fraud', 'other'],
  ] as const)('in the form %s says: %s', async ([name, kind]) => {
    expect(await read(name)).toMatchObject({ feedback: kind, statuses: [] })
  })

  test.for(['arf-generic', 'arf-yahoo', 'complaint-jmrp'])('%s tells which letter it is about', async (name) => {
    expect((await read(name)).letter.references).toContain(marks.reference)
  })

  test.for(['arf-generic', 'arf-by-link-only'])('%s holds the link by which its reader leaves', async (name) => {
    expect((await read(name)).letter.tokens).toContain(marks.token)
  })
})

test.for(['plain', 'folded', 'torn', 'encoded', 'undecoded', 'body', 'html'])(
  'a mail by which somebody leaves holds the token in the form unsubscribe-%s',
  async (form) => {
    expect((await read(`unsubscribe-${form}`)).tokens).toContain(marks.token)
  },
)

describe('whatever arrives', () => {
  test('is read without an error, and nothing is kept of its words', { timeout: 60_000 }, async () => {
    const names = (await readdir(join(projectRoot(), 'tests/fixtures/inbound'))).map((file) => file.replace('.eml', ''))
    expect(names.length).toBeGreaterThan(30)
    const mails = await Promise.all(names.map((name) => inboundFixture(name, marks)))
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...mails), fc.array(mutation, { maxLength: 8 }), async (mail, mutations) => {
        const known = canaries.addresses[0]
        const told = Buffer.from(mail.toString('latin1').replaceAll('minji@readers.example', known), 'latin1')
        const kept = await readInboundMail(mutations.reduce<Buffer>((bytes, mutate) => mutate(bytes), told))
        expect(findCanaries(JSON.stringify(kept))).toEqual([])
        expect(kept.statuses.length).toBeLessThanOrEqual(50)
        expect(kept.tokens.length + kept.letter.tokens.length + kept.letter.references.length).toBeLessThan(100)
      }),
      { numRuns: 1_500 },
    )
  })

  test.for([
    ['parts within parts', nested(5_000)],
    ['letters within letters', enclosed(500)],
    ['parts without number', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n'.repeat(200_000)}`],
    ['one endless header', `Subject: ${'a'.repeat(1_500_000)}`],
    ['headers without number', 'X: y\r\n'.repeat(200_000)],
    ['folds without number', `Subject: x\r\n${' y\r\n'.repeat(200_000)}`],
    ['a report without end', statusPart('X: y\r\n'.repeat(200_000))],
    ['recipients without number', statusPart('Action: failed\r\nStatus: 5.1.1\r\n\r\n'.repeat(20_000))],
    [
      'tokens without number',
      `Subject: ${`${'t'.repeat(71)} `.repeat(10_000)}\r\n\r\n${`${'u'.repeat(71)} `.repeat(10_000)}`,
    ],
    ['loops', `${'Received: from loop.example by loop.example\r\n'.repeat(5_000)}\r\n`],
    ['zeros', '\0'.repeat(1_000_000)],
    ['nothing', ''],
  ] as const)('may hold %s', async ([, text]) => {
    const { statuses, tokens } = await readInboundMail(Buffer.from(text))
    expect(statuses.length).toBeLessThanOrEqual(50)
    expect(tokens.length).toBeLessThanOrEqual(30)
  })
})

/** What a broken server, a bad line or an attacker does to a mail: cuts, repeats, swaps and poisons bytes. */
const place = fc.double({ min: 0, max: 1, noNaN: true })
const poison = fc.constantFrom(
  '\0',
  '\r',
  '\n\n',
  '\xff\xfe',
  '=?utf-8?B?',
  '--',
  ';',
  '"',
  'Status: 5.1.1\r\n',
  '(',
  '\t ',
)
const mutation: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  fc.tuple(place, place).map(([from, to]) => (bytes: Buffer) => {
    const [a = 0, b = 0] = [from, to].map((part) => Math.floor(part * bytes.length)).toSorted((x, y) => x - y)
    return Buffer.concat([bytes.subarray(0, a), bytes.subarray(b)])
  }),
  fc.tuple(place, fc.uint8Array({ minLength: 1, maxLength: 40 })).map(([at, noise]) => spliceIn(at, noise)),
  fc.tuple(place, poison).map(([at, text]) => spliceIn(at, Buffer.from(text, 'latin1'))),
  fc.tuple(place, place).map(([from, to]) => (bytes: Buffer) => {
    const part = bytes.subarray(Math.floor(from * bytes.length), Math.floor(from * bytes.length) + 400)
    return spliceIn(to, part)(bytes)
  }),
)

function spliceIn(at: number, added: Uint8Array) {
  return (bytes: Buffer): Buffer => {
    const index = Math.floor(at * bytes.length)
    return Buffer.concat([bytes.subarray(0, index), added, bytes.subarray(index)])
  }
}

function nested(depth: number): string {
  const heads = Array.from(
    { length: depth },
    (_, level) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`,
  )
  return heads.join('')
}

function enclosed(depth: number): string {
  return 'Content-Type: message/rfc822\r\n\r\n'.repeat(depth)
}

function statusPart(text: string): string {
  return `Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${text}\r\n--b--\r\n`
}
