import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slots, type CompiledLetter, type MailBody, type Segments, type SlotValues } from '#domain/mail-template'
import { mergePart } from '#domain/merge'
import { writeSmtpBody } from '#mail/smtp-body'

const values: SlotValues = {
  greeting: '김하나 님께 <&>,',
  phrase: '달빛 우산 바다',
  preferencesUrl: 'https://news.example.org/preferences/AbC',
  unsubscribeUrl: 'https://news.example.org/u/AbC?a=1&b=2',
}

function letterOf(html: Segments, text: Segments): CompiledLetter {
  return { locale: 'ko', subject: '편지', html, text, greeting: { anonymous: '', named: '{name}' } }
}

/** The body of a letter merged with values, as one text and as the two parts that a mail program reads in it. */
function write(letter: CompiledLetter, slotValues: SlotValues = values) {
  return read({ letter, values: slotValues })
}

function read(body: MailBody) {
  const source = writeSmtpBody(body, '=_edge')
    .map((piece) => piece.toString('latin1'))
    .join('')
  const [, text = '', html = ''] = source
    .split(/--=_edge(?:--)?\r\n/)
    .map((part) => part.slice(part.indexOf('\r\n\r\n') + 4))
  return { source, encoded: { text, html }, text: decode(text), html: decode(html) }
}

function decode(encoded: string): string {
  return Buffer.from(encoded, 'base64').toString('utf8')
}

function withCrlf(text: string): string {
  return text.replace(/\r\n?|\n/g, '\r\n')
}

// Stretches around the length from which one is encoded once and kept, of letters that take one to four bytes.
const stretch = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'é', '한', '🕊', '\n', '=', '.'), maxLength: 40 }),
  fc
    .tuple(fc.constantFrom('a', '한', '<p>한b</p>\n'), fc.integer({ min: 90, max: 420 }))
    .map(([unit, count]) => unit.repeat(count)),
)
const segments = fc.array(fc.oneof(stretch, fc.constantFrom(...slots.map((slot) => ({ slot })))), { maxLength: 9 })
const value = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !/[\r\n]/.test(text))
const slotValues = fc.record({ greeting: value, phrase: value, preferencesUrl: value, unsubscribeUrl: value })

test('says what the merged letter says, however its stretches and its readers’ values fall', () => {
  fc.assert(
    fc.property(segments, segments, fc.array(slotValues, { minLength: 1, maxLength: 4 }), (html, text, readers) => {
      const letter = letterOf(html, text)
      // The same letter for several readers: what is kept of it meets each of their values.
      for (const reader of readers) {
        const written = write(letter, reader)
        expect(written.html).toBe(withCrlf(mergePart(letter, 'html', reader)))
        expect(written.text).toBe(withCrlf(mergePart(letter, 'text', reader)))
      }
    }),
    { numRuns: 300 },
  )
})

test('is base64 in lines of 76 characters at most, each but the last a whole number of groups (RFC 2045 §6.8)', () => {
  fc.assert(
    fc.property(segments, slotValues, (html, reader) => {
      const { encoded, source } = write(letterOf(html, html), reader)
      for (const part of [encoded.html, encoded.text]) {
        const lines = part.split('\r\n').slice(0, -1)
        for (const [index, line] of lines.entries()) {
          expect(line).toMatch(index < lines.length - 1 ? /^(?:[A-Za-z0-9+/]{4}){1,19}$/ : /^[A-Za-z0-9+/]+={0,2}$/)
          expect(line.length % 4).toBe(0)
        }
      }
      expect(source).not.toMatch(/^\.|[ \t]$/m)
    }),
    { numRuns: 200 },
  )
})

test('shares what is long and the same for all between messages, and nothing of a reader', () => {
  const letter = letterOf([{ slot: 'greeting' }, '<p>한</p>'.repeat(200), { slot: 'unsubscribeUrl' }], ['text'])
  const piecesFor = (greeting: string) =>
    writeSmtpBody({ letter, values: { ...values, greeting } }, '=_edge').filter((piece) => piece instanceof Buffer)
  const [one, other, longer] = [piecesFor('abc'), piecesFor('xyz'), piecesFor('abcd')]
  expect(one).toHaveLength(1)
  expect(other[0]).toBe(one[0])
  expect(longer[0]).not.toBe(one[0])
  const shared = [one[0], longer[0]].map((piece) => decode(String(piece))).join('')
  for (const own of ['abc', 'xyz', ...Object.values(values)]) expect(shared).not.toContain(own)
})

test('of a message of its own is written whole', () => {
  expect(read({ html: '<p>안녕\n하세요</p>', text: '안녕\r하세요\n' })).toMatchObject({
    html: '<p>안녕\r\n하세요</p>',
    text: '안녕\r\n하세요\r\n',
  })
})
