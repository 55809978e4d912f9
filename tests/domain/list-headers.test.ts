import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { listHeaders, writeListUnsubscribe } from '#domain/list-headers'

const wayOut = { url: 'https://news.example.org/u/AbC-_1', subject: 'unsubscribe AbC-_1' }
const list = {
  senderDomain: 'news.example.org',
  contactMailbox: 'letters@example.org',
  helpUrl: 'https://news.example.org/privacy',
  archiveUrl: 'https://news.example.org/letters',
}

function addressedBy(header: string | undefined): URL[] {
  return [...(header ?? '').matchAll(/<([^<>]*)>/g)].map(([, url = '']) => new URL(url))
}

describe('the list headers of a letter', () => {
  test('offer one click over https and a mail, in that order (RFC 8058 §3.1, RFC 2369 §2)', () => {
    expect(writeListUnsubscribe('unsubscribe@in.example.org')(wayOut)).toBe(
      '<https://news.example.org/u/AbC-_1>, <mailto:unsubscribe@in.example.org?subject=unsubscribe%20AbC-_1>',
    )
    expect(listHeaders(list)).toHaveProperty('List-Unsubscribe-Post', 'List-Unsubscribe=One-Click')
  })

  test('name the list, where it is explained, kept and owned, and that nobody posts to it', () => {
    expect(listHeaders(list)).toEqual({
      'List-Id': '<letters.news.example.org>',
      'List-Unsubscribe-Post': expect.any(String),
      'List-Help': '<https://news.example.org/privacy>',
      'List-Archive': '<https://news.example.org/letters>',
      'List-Owner': '<mailto:letters@example.org>',
      'List-Post': 'NO',
      Precedence: 'bulk',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
    })
  })

  test.each([
    'press&help@example.org',
    'what?@example.org',
    'a=b@example.org',
    '100%@example.org',
    'a#b/c@example.org',
    'a+b@example.org',
    "o'brien@example.org",
  ])('write to the mailbox %s and to no other', (mailbox) => {
    const headers = listHeaders({ ...list, contactMailbox: mailbox })
    const [, mailto] = addressedBy(writeListUnsubscribe(mailbox)(wayOut))
    expect(decodeURIComponent(mailto?.pathname ?? '')).toBe(mailbox)
    expect(mailto?.searchParams.get('subject')).toBe(wayOut.subject)
    const [owner] = addressedBy(headers['List-Owner'])
    expect(decodeURIComponent(owner?.pathname ?? '')).toBe(mailbox)
    expect(owner?.search).toBe('')
  })

  test('stay one line each, whatever stands in the subject and the mailbox of the mail', () => {
    const said = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\r', '\n', '\u0000', '<', '>', ',', '"', '&', '\u2028', '독'),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      ),
    })
    fc.assert(
      fc.property(said, said, (subject, local) => {
        const mailbox = `${local}@example.org`
        const leaving = writeListUnsubscribe(mailbox)({ ...wayOut, subject })
        const headers = listHeaders({ ...list, contactMailbox: mailbox })
        for (const value of [leaving, ...Object.values(headers)]) expect(value).toMatch(/^[ -~]+$/)
        const [url, mailto, ...others] = addressedBy(leaving)
        expect(url?.href).toBe(wayOut.url)
        expect(mailto?.searchParams.get('subject')).toBe(subject)
        expect(others).toEqual([])
      }),
    )
  })
})
