import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locales, negotiateLocale } from '#domain/locale'

test.each([
  ['ko', 'ko'],
  ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
  ['KO-kr', 'ko'],
  ['en;q=0.5, ko;q=0.8', 'ko'],
  ['en ; q=0.5 , ko ; q=0.501', 'ko'],
  ['ko, en', 'ko'],
  ['en, ko', 'en'],
  ['fr-FR, de;q=0.9, ko;q=0.1', 'ko'],
  ['ko;q=0, en;q=0.1', 'en'],
  ['ko;q=much, en;q=0.1', 'en'],
  ['kok-IN, en', 'en'],
])('of %j, the reader gets %s', (header, locale) => {
  expect(negotiateLocale(header)).toBe(locale)
})

test.each([undefined, null, '', '*', 'fr', ',;,', ';q=1', 'ko;q=0', 'ko;q=-1'])(
  '%j asks for no language of ours, so the reader gets the fallback',
  (header) => {
    expect(negotiateLocale(header)).toBe(locales[0])
  },
)

test('a header of any length and content is answered with a language that there is', () => {
  const words = fc.constantFrom('ko', 'en', ';', ',', 'q=', '0', '1', '.', '-', ' ', 'x', '\u0000')
  const header = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 2_000 }).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(header, (text) => {
      expect(locales).toContain(negotiateLocale(text))
    }),
  )
})
