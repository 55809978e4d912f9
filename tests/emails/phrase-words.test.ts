import { expect, test } from 'vitest'
import words from '#content/phrase-words' with { type: 'json' }

const forms = { en: /^[a-z]{4,8}$/, ko: /^[가-힣]{2,3}$/ }

test.each(['en', 'ko'] as const)('the words of a phrase in %s are 256, short and all different', (locale) => {
  expect(new Set(words[locale]).size).toBe(256)
  expect(words[locale].filter((word) => !forms[locale].test(word))).toEqual([])
})

test('no English word turns into another by one slip', () => {
  const slips = words.en.flatMap((word) =>
    words.en.filter((other) => word < other && isOneSlip(word, other)).map((other) => `${word} ${other}`),
  )
  expect(slips).toEqual([])
  expect(isOneSlip('kitten', 'mitten')).toBe(true)
  expect(isOneSlip('plum', 'plume')).toBe(true)
})

// One letter replaced, added or left out: what lies between the common start and the common end is at most one letter.
function isOneSlip(one: string, other: string): boolean {
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start += 1
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1
  return Math.max(one.length, other.length) - start - end <= 1
}
