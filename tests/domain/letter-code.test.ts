import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatLetterCode, letterCodeLength, readLetterCode } from '#domain/letter-code'

const symbols = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')
const number = fc.bigInt({ min: 0n, max: 2n ** 40n - 1n })

describe('a letter code', () => {
  test('has eight symbols in two groups and a check symbol', () => {
    expect(formatLetterCode(0n)).toBe('0000-0000-0')
    expect(formatLetterCode(2n ** 40n - 1n)).toMatch(/^ZZZZ-ZZZZ-.$/)
    // https://www.crockford.com/base32.html: 1234 is 16J and its check symbol D.
    expect(formatLetterCode(1234n)).toBe('0000-016J-D')
  })

  test('is read as it was printed, however it is spaced and cased', () => {
    fc.assert(
      fc.property(number, (value) => {
        const code = formatLetterCode(value)
        expect(readLetterCode(code)).toBe(code)
        expect(readLetterCode(` ${code.toLowerCase().replaceAll('-', ' ')}\n`)).toBe(code)
        expect(readLetterCode(code.replaceAll('-', ''))).toBe(code)
      }),
    )
  })

  test('forgives the letters that look like digits', () => {
    fc.assert(
      fc.property(number, fc.constantFrom('o', 'O'), fc.constantFrom('i', 'I', 'l', 'L'), (value, zero, one) => {
        const code = formatLetterCode(value)
        expect(readLetterCode(code.replaceAll('0', zero).replaceAll('1', one))).toBe(code)
      }),
    )
  })

  test('is for one number of 40 bits alone', () => {
    fc.assert(
      fc.property(number, number, (one, other) => {
        expect(formatLetterCode(one) === formatLetterCode(other)).toBe(one === other)
      }),
    )
    expect(formatLetterCode(2n ** 40n + 1n)).toBe(formatLetterCode(1n))
  })

  test('shows every mistake in one symbol', () => {
    fc.assert(
      fc.property(number, (value) => {
        const code = formatLetterCode(value).replaceAll('-', '')
        const slips = Array.from({ length: letterCodeLength + 1 }, (_, place) =>
          [...symbols, '*', '~', '$', '=', 'U']
            .filter((symbol) => symbol !== code[place])
            .map((symbol) => code.slice(0, place) + symbol + code.slice(place + 1)),
        ).flat()
        expect(slips.filter((slip) => readLetterCode(slip) !== null)).toEqual([])
      }),
      { numRuns: 50 },
    )
  })

  test('shows every swap of two neighbours', () => {
    fc.assert(
      fc.property(number, fc.nat(letterCodeLength - 2), (value, place) => {
        const code = formatLetterCode(value).replaceAll('-', '')
        const swapped = code.slice(0, place) + (code[place + 1] ?? '') + (code[place] ?? '') + code.slice(place + 2)
        expect(readLetterCode(swapped) === null).toBe(swapped !== code)
      }),
    )
  })

  test.each([
    '',
    '0',
    '0000-0000',
    '0000-0000-00',
    '0000-0000-U',
    'UUUU-0000-0',
    '〇〇〇〇-0000-0',
    `${' '.repeat(40)}0`,
    '<script>',
    '-'.repeat(9),
  ])('is not %j', (typed) => {
    expect(readLetterCode(typed)).toBeNull()
  })
})
