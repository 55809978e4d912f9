import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPlainLine, plainLine } from '#domain/plain-text'

describe('a plain line', () => {
  test.each([
    '7월 14일: 다시 시작한 모든 이의 날',
    'A “quoted” line – with dashes',
    'family 👩‍👧 and flags 🇰🇷',
    '{{x}} $& <b> %s',
    '',
  ])('may be %j', (text) => {
    expect(plainLine(100).parse(text)).toBe(text)
  })

  test.each([
    ['a line feed', 'a\nBcc: b'],
    ['a carriage return', 'a\rb'],
    ['a tab', 'a\tb'],
    ['a null character', 'a\u0000b'],
    ['a C1 control character', 'a\u0085b'],
    ['a line separator', 'a\u2028b'],
    ['a paragraph separator', 'a\u2029b'],
    ['a right-to-left override', 'a\u202eb'],
    ['a right-to-left mark', 'a\u200fb'],
    ['an Arabic letter mark', 'a\u061cb'],
    ['an isolate', 'a\u2066b'],
    ['a byte order mark', 'a\ufeffb'],
    ['a mark of our own slots', 'a\ue000b'],
    ['private use of the last plane', `a\u{10fffd}b`],
    ['half of a surrogate pair', 'a\ud83db'],
  ])('never holds %s', (_what, text) => {
    expect(isPlainLine(text)).toBe(false)
    const issues = plainLine(100).safeParse(text).error?.issues ?? []
    expect(issues).toEqual([expect.objectContaining({ code: 'custom', params: { code: 'text-not-plain' } })])
  })

  test('is composed, so that equal words are equal text', () => {
    expect(plainLine(100).parse('편지 café'.normalize('NFD'))).toBe('편지 café'.normalize('NFC'))
  })

  test('has the length that is stored, not the length that was typed', () => {
    expect(plainLine(2).parse('편지'.normalize('NFD'))).toBe('편지')
    // U+0958 is one character as typed and two once it is normalised.
    expect(plainLine(3).safeParse('\u0958\u0958').success).toBe(false)
    expect(plainLine(2).parse('📮📮')).toBe('📮📮')
  })

  test('that was taken is taken again as it is, within its length and without a control character', () => {
    const unit = fc.oneof(
      fc.constantFrom('\u0958', '\u1100', '\u1161', 'e\u0301', '\u202e', '\n', '\ue000', '편'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 12 }), (units) => {
        const taken = plainLine(8).safeParse(units.join(''))
        if (!taken.success) return
        expect([...taken.data].length).toBeLessThanOrEqual(8)
        expect(taken.data).not.toMatch(/[\p{Cc}\p{Co}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}]/u)
        expect(plainLine(8).parse(taken.data)).toBe(taken.data)
      }),
      { numRuns: 1_000 },
    )
  })
})
