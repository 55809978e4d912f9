import { expect, test } from 'vitest'
import { cutToWidth, textWidth } from '#domain/text-width'

test('a Hangul syllable is as wide as two letters, and what only joins has no width', () => {
  expect(textWidth('A day')).toBe(5)
  expect(textWidth('하루')).toBe(4)
  expect(textWidth('63%\u2060였')).toBe(5)
})

test('a text is cut before what no longer fits, and never within a character', () => {
  expect(cutToWidth('A day', 5)).toBe('A day')
  expect(cutToWidth('A day', 3)).toBe('A d')
  expect(cutToWidth('하루가', 5)).toBe('하루')
  expect(cutToWidth('', 5)).toBe('')
})
