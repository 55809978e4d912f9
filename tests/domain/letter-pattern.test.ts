import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { digestText } from '#crypto/manifest-keys'
import { canonicalText, matchPattern, patternOf } from '#domain/letter-pattern'
import type { Segments } from '#domain/mail-template'

const text: Segments = [
  'A day to remember\n\n',
  { slot: 'greeting' },
  '\n\n다시 시작한 모든 이의 날\n\nYour phrase: ',
  { slot: 'phrase' },
  '\nLeave: ',
  { slot: 'unsubscribeUrl' },
  '\n',
]
const html: Segments = ['<p>', { slot: 'greeting' }, '</p><a href="', { slot: 'unsubscribeUrl' }, '">Leave</a>']
const pattern = patternOf(text, digestText)
const written = (greeting: string, phrase: string, url: string): string =>
  text
    .map((part) =>
      typeof part === 'string' ? part : { greeting, phrase, unsubscribeUrl: url, preferencesUrl: '' }[part.slot],
    )
    .join('')
const value = fc.stringMatching(/^[a-z가-힣]{1,12}$/u)

describe('the pattern of a letter', () => {
  test('is met by every copy, and tells what is the reader’s own', () => {
    fc.assert(
      fc.property(value, value, value, (greeting, phrase, url) => {
        const received = written(greeting, phrase, url)
        const found = matchPattern(pattern, { received, part: 'text' }, digestText)
        expect(found).toEqual({ greeting: canonicalText(greeting), phrase: canonicalText(phrase), unsubscribeUrl: url })
      }),
    )
  })

  test('is met whatever servers do to line ends, white space and the form of letters', () => {
    const mangle = fc.record({
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      trailing: fc.constantFrom('', ' ', '\t ', '\u00a0'),
      form: fc.constantFrom('NFC', 'NFD'),
      around: fc.constantFrom('', '\n', '\n\n'),
    })
    fc.assert(
      fc.property(mangle, value, ({ lineEnd, trailing, form, around }, name) => {
        const lines = written(name, name, name).normalize(form).split('\n')
        const received = `${around}${lines.join(`${trailing}\n`)}${around}`.replaceAll('\n', lineEnd)
        expect(matchPattern(pattern, { received, part: 'text' }, digestText)).not.toBeNull()
      }),
    )
  })

  test('is not met where one character is another, is missing or is added', () => {
    const genuine = written('', 'river stone', 'https://x.example/u/t')
    const characters = [...genuine]
    fc.assert(
      fc.property(fc.nat({ max: characters.length - 1 }), fc.constantFrom('', 'x', 'xx', 'х'), (place, other) => {
        const forged = characters.with(place, other).join('')
        const found = matchPattern(pattern, { received: forged, part: 'text' }, digestText)
        // What is changed inside of a slot stays there, where it is looked at.
        const isSeen = found === null || Object.values(found).join() !== ',river stone,https://x.example/u/t'
        expect(isSeen || canonicalText(forged) === canonicalText(genuine)).toBe(true)
      }),
      { numRuns: 500 },
    )
    for (const added of ['A line above\n', '']) {
      const received = added === '' ? `${genuine}\nA line below` : added + genuine
      expect(matchPattern(pattern, { received, part: 'text' }, digestText)).toBeNull()
    }
  })

  test('lets no slot run on into markup or a second line', () => {
    const inHtml = patternOf(html, digestText)
    const met = (greeting: string): unknown =>
      matchPattern(
        inHtml,
        { received: `<p>${greeting}</p><a href="https://x.example/u/t">Leave</a>`, part: 'html' },
        digestText,
      )
    expect(met('Hello')).toEqual({ greeting: 'Hello', unsubscribeUrl: 'https://x.example/u/t' })
    expect(met('Hello <b>you</b>')).toBeNull()
    expect(met('Hello"')).toBeNull()
    expect(
      matchPattern(pattern, { received: written('Hello\nand more', 'x', 'y'), part: 'text' }, digestText),
    ).toBeNull()
  })

  test('says nothing of the words but how many they are and their hash', () => {
    expect(JSON.stringify(pattern)).not.toContain('remember')
    expect(pattern.filter((piece) => 'slot' in piece)).toHaveLength(3)
  })
})
