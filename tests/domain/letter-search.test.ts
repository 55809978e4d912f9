import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  excerptOf,
  gramsSought,
  isFound,
  markFound,
  readLetterQuery,
  searchableWords,
  searchGrams,
  type LetterQuery,
} from '#domain/letter-search'
import { limits } from '#domain/limits'

function queryOf(typed: string): LetterQuery {
  const query = readLetterQuery(typed)
  if (!query) throw new Error(`${typed} has no word.`)
  return query
}

const finds = (typed: string, text: string): boolean => {
  const words = searchableWords(text)
  const query = queryOf(typed)
  const isIndexed = gramsSought(query).every((gram) => searchGrams(words).includes(gram))
  // The index may offer more than is found, and never less.
  if (isFound(words, query) && !isIndexed) throw new Error('The index does not offer what is found.')
  return isIndexed && isFound(words, query)
}

describe('a word is found', () => {
  test.each([
    ['인권', '북한 인권을 말합니다'],
    ['인권', '북한인권결의안'],
    ['북한인권', '북한 인권을 말합니다'],
    ['북한 인권', '북한인권결의안'],
    ['북', '오늘 북에서 온 편지'],
    ['34', '34,537명이 정착했습니다'],
    ['2026년', '2026년 7월'],
    ['RIGHTS', 'Human rights, today'],
    ['right', 'Human rights, today'],
    ['a', 'a day'],
    ['un', 'the UN session'],
    ['café', 'a cafe\u0301 in Seoul'],
    ['UN 결의', '오늘 UN에서 결의안이'],
    ['don’t', 'People don’t forget'],
  ])('%s in “%s”', (typed, text) => expect(finds(typed, text)).toBe(true))
})

describe('a word is not found', () => {
  test.each([
    ['right', 'a bright day'],
    ['u', 'the UN session'],
    ['한국', '북한 국가'],
    ['북', '한국과 성북동'],
    ['nights rig', 'human rights'],
    ['인권 북', '인권을 말합니다'],
  ])('%s in “%s”', (typed, text) => expect(finds(typed, text)).toBe(false))
})

// Words of either script, long and short, as they stand beside each other in letters.
const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('가', '나', '북', '한', '인', '권', '의'), minLength: 1, maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('a', 'b', 'é', '1', 'R'), minLength: 1, maxLength: 6 }),
)
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))

test('every word of a letter finds it, and every part of a Korean one', () => {
  fc.assert(
    fc.property(text, fc.nat(), fc.nat(), (letter, pick, cut) => {
      const words = letter.split(' ')
      const chosen = words[pick % words.length] ?? ''
      expect(finds(chosen, letter)).toBe(true)
      const part = chosen.slice(cut % chosen.length)
      expect(/^[가-힣]{2,}$/.test(part) ? finds(part, letter) : true).toBe(true)
    }),
  )
})

test('the index never misses what the words hold, and excerpts lose no text and mark only what was sought', () => {
  fc.assert(
    fc.property(text, text, (letter, typed) => {
      const query = queryOf(typed)
      finds(typed, letter)
      const marked = markFound(letter, query)
      expect(marked.map((part) => part.text).join('')).toBe(letter)
      for (const part of marked.filter(({ isFound: found }) => found)) {
        expect(query.terms.some(({ word: term }) => searchableWords(part.text).replaceAll(' ', '') === term)).toBe(true)
      }
    }),
  )
})

test('a search field is read up to its bounds, and what has no word in it asks for nothing', () => {
  expect([readLetterQuery(' !? '), readLetterQuery('')]).toEqual([null, null])
  const many = Array.from({ length: 40 }, (_, index) => `w${index}`).join(' ')
  expect(queryOf(many).terms.length).toBe(limits.searchTermsMax)
  expect(queryOf('x'.repeat(5_000)).terms[0]?.word.length).toBe(limits.searchLengthMax)
})

test('an excerpt stands around the first word that was found, and says where text was left out', () => {
  const long = `${'before '.repeat(40)}sought ${'after '.repeat(60)}`
  const excerpt = excerptOf(long, queryOf('sought'))
  const whole = excerpt.map((part) => part.text).join('')
  expect(excerpt.filter((part) => part.isFound)).toEqual([{ text: 'sought', isFound: true }])
  expect(whole).toMatch(/^… before .* …$/)
  expect(whole.length).toBeLessThan(limits.excerptLength + 50)
  expect(excerptOf('a short text', queryOf('absent'))).toEqual([{ text: 'a short text', isFound: false }])
})
