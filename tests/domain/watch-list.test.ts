import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findWatched, watchedForms } from '#domain/watch-list'

const hash = (form: string): string => createHmac('sha256', 'watch-list key').update(form).digest('base64url')
const watch = (...entries: string[]) => ({ hashes: new Set(entries.flatMap(watchedForms).map(hash)), hash })
const quotesIn = (text: string, ...entries: string[]): string[] =>
  findWatched([{ place: 'body', text }], watch(...entries)).map(({ quote }) => quote)

describe('a name of the watch-list is found', () => {
  test.each([
    ['Hong Gil-dong', 'as written by Hong Gil-dong, who', 'hong gildong'],
    ['Hong Gil-dong', 'HONG GILDONG’s sister', 'hong gildong'],
    ['Hong Gil-dong', 'a letter from Hong Gil Dong.', 'hong gil dong'],
    ['Hong Gil-dong', 'Gil-dong Hong spoke', 'gildong hong'],
    ['Gil-dong Hong', 'Hong Gil‑dong spoke', 'hong gildong'],
    ['Hong, Gil Dong', 'Hong Gil-dong spoke', 'hong gildong'],
    ['José Núñez', 'Jose Nunez wrote', 'jose nunez'],
    ['홍길동', '홍길동은 말했습니다.', '홍길동'],
    ['홍길동', '홍길동 씨가 말했습니다.', '홍길동'],
    ['홍길동', '‘홍 길동’이라는 이름', '홍길동'],
    ['홍 길동', '탈북민홍길동에게서', '홍길동'],
    ['홍길동', '홍길동'.normalize('NFD'), '홍길동'],
    ['남궁길동', '남궁 길동의 편지', '남궁길동'],
    // Whether it is the name or not, a person can tell and the list cannot.
    ['홍길동', '홍길 동네에서', '홍길동'],
    ['Samjiyon 12', 'near Samjiyon 12, a street', 'samjiyon 12'],
  ])('%s in “%s”', (entry, text, quote) => {
    expect(quotesIn(text, entry)).toEqual([quote])
  })

  test('in whatever part of a letter, told with the part', () => {
    const found = findWatched(
      [
        { place: 'subject', text: 'Hong Gil-dong' },
        { place: 'ask', text: 'Write to him' },
      ],
      watch('Hong Gil-dong'),
    )
    expect(found).toEqual([{ place: 'subject', text: 'Hong Gil-dong', quote: 'hong gildong' }])
  })

  test('whatever stands around it', () => {
    const words = fc.stringMatching(/^[a-z가-힣 .,]{0,40}$/)
    fc.assert(
      fc.property(words, words, (before, after) => {
        expect(quotesIn(`${before} 홍길동 ${after}`, '홍길동')).toContain('홍길동')
        expect(quotesIn(`${before}. Hong Gil-dong, ${after}`, 'Hong Gil-dong')).toContain('hong gildong')
      }),
    )
  })
})

describe('nothing is found', () => {
  test.each([
    ['Hong Gil-dong', 'Hong wrote to Gil, and Dong wrote back'],
    ['홍길동', '홍길의 동네에서 길동 홍씨가'],
    ['Lee', 'The leeward side'],
  ])('of %s in “%s”', (entry, text) => {
    expect(quotesIn(text, entry)).toEqual([])
  })

  test('with an empty list, and nothing is hashed for it', () => {
    const hashed: string[] = []
    const list = {
      hashes: new Set<string>(),
      hash(form: string) {
        hashed.push(form)
        return form
      },
    }
    expect(findWatched([{ place: 'body', text: 'Hong Gil-dong' }], list)).toEqual([])
    expect(hashed).toEqual([])
  })
})

test('an entry without letters or of one letter is not watched for, since it would be found everywhere', () => {
  expect(watchedForms(' – ')).toEqual([])
  expect(watchedForms('김')).toEqual([])
  expect(watchedForms('Hong Gil-dong')).toEqual(['honggildong', 'gildonghong'])
})

test('the list holds no name', () => {
  expect([...watch('Hong Gil-dong', '홍길동').hashes].join()).not.toMatch(/hong|gil|홍|길/i)
})
