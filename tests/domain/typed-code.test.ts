import { expect, test } from 'vitest'
import { findLetterCodes, formatLetterCode, readLetterCode } from '#domain/letter-code'
import { readTypedCode } from '#domain/typed-code'

const code = formatLetterCode(987_654_321_098n)
const other = formatLetterCode(1n)

test('a code in wide letters, as a Korean keyboard may type them, is read as it was printed', () => {
  const wide = [...code].map((one) => (one === '-' ? '－' : String.fromCodePoint(one.charCodeAt(0) + 0xfee0))).join('')
  expect(readLetterCode(wide)).toBe(code)
  expect(readLetterCode(code.replaceAll('-', '–'))).toBe(code)
})

test.each<[string, string, ReturnType<typeof readTypedCode>]>([
  ['the code', ` ${code.toLowerCase()} `, { kind: 'code', code }],
  ['a slip of it', '7K4Q 2M9X', { kind: 'code', code: '7K4Q 2M9X' }],
  ['a line that holds it', `Letter code: ${code}.`, { kind: 'code-in-more', code }],
  ['our link that holds it', `https://news.example.org/verify?code=${code}`, { kind: 'code-in-more', code }],
  ['a link that holds none', 'https://evil.test/verify', { kind: 'link', code: 'https://evil.test/verify' }],
  ['a link as people write it', 'www.evil.test', { kind: 'link', code: 'www.evil.test' }],
  ['a message that holds it', `Dear reader,\n${'x '.repeat(500)}\n${code}`, { kind: 'code-in-more', code }],
  ['a message that holds none', 'word '.repeat(50), { kind: 'message', code: 'word '.repeat(8) }],
  ['a message that holds two', `${'x '.repeat(40)}${code} ${other}`, { kind: 'message', code: 'x '.repeat(20) }],
])('what is typed is understood: %s', (_what, typed, understood) => {
  expect(readTypedCode(typed)).toEqual(understood)
})

test('codes are found in a text in their order, each once, and never inside of a word', () => {
  expect(findLetterCodes(`${other}, ${code.toLowerCase()} and ${other}`)).toEqual([other, code])
  expect(findLetterCodes(`x${code} ${code}x ${code.replaceAll('-', '')}`)).toEqual([])
})
