import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import words from '#content/phrase-words' with { type: 'json' }
import { createPhraseMaker } from '#crypto/phrase-maker'
import { locales } from '#domain/locale'
import { createTestKeys } from '../support/keys.ts'

const keys = createTestKeys()
const maker = createPhraseMaker(keys, words)

// Ids that are the same in every run; the key, which is not, does the rest.
function idOf(number: number): string {
  return createHash('sha256').update(String(number)).digest('hex').slice(0, 32)
}

describe('the phrase of a reader', () => {
  test.each(locales)('has three words of the list in %s', (locale) => {
    const phrase = maker.phraseFor(randomUUID(), locale).split(' ')
    expect(phrase).toHaveLength(3)
    expect(phrase.filter((word) => !words[locale].includes(word))).toEqual([])
  })

  test('stays the same, so that a confirmation pressed twice shows it twice', () => {
    const id = randomUUID()
    expect(createPhraseMaker(keys, words).phraseFor(id, 'ko')).toBe(maker.phraseFor(id, 'ko'))
  })

  test('cannot be worked out without the key', () => {
    const others = createPhraseMaker(createTestKeys(), words)
    const ids = Array.from({ length: 200 }, (_, number) => idOf(number))
    const equal = ids.filter((id) => others.phraseFor(id, 'en') === maker.phraseFor(id, 'en'))
    expect(equal).toEqual([])
  })

  test('takes every word in every place about as often as the others', () => {
    const count = 256 * 200
    const seen = [0, 1, 2].map(() => new Map<string, number>())
    for (let number = 0; number < count; number += 1) {
      for (const [place, word] of maker.phraseFor(idOf(number), 'en').split(' ').entries())
        seen[place]?.set(word, (seen[place].get(word) ?? 0) + 1)
    }
    for (const counts of seen) {
      // Chi-square with 255 degrees of freedom: beyond 400 once in more than ten million runs.
      const chiSquare = words.en.reduce((sum, word) => sum + ((counts.get(word) ?? 0) - 200) ** 2 / 200, 0)
      expect(chiSquare).toBeLessThan(400)
    }
  })
})
