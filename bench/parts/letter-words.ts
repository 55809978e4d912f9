import { letterTexts } from '#domain/letter-texts'
import type { Locale } from '#domain/locale'
import { realContents } from '../../tests/support/campaigns.ts'

/** A source of whole numbers below a bound that is the same in every run (mulberry32). */
export type Numbers = (below: number) => number

export function seededNumbers(seed: number): Numbers {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** What every letter says, beside its own words. */
const always = { en: 'people', ko: '사람' } as const satisfies Record<Locale, string>
const now = { en: 'the human rights council', ko: '북한 인권 결의안' } as const satisfies Record<Locale, string>
// A tenth of the letters is about it.
const subjectEvery = 10
const wordCount = { en: 450, ko: 320 } as const satisfies Record<Locale, number>

/**
 * The words of a letter as long as real ones are, drawn from the real letter: some rare by their number, some in every
 * tenth letter, some in every one.
 */
export function wordsOfLetter(locale: Locale, number: number, random: Numbers): string {
  const content = realContents[locale]
  const stock = content ? letterTexts(content).flatMap(({ text }) => text.split(' ')) : []
  const rare = locale === 'ko' ? `갈매${number % 500}` : `zephyr${number % 500}`
  const words = Array.from({ length: wordCount[locale] }, () => varied(stock[random(stock.length)] ?? '', random))
  const subject = number % subjectEvery === 0 ? [now[locale]] : []
  return [always[locale], rare, ...subject, ...words].join(' ')
}

// Real letters share fewer words than one letter repeated: a third of the words are made up of syllables of their own.
function varied(word: string, random: Numbers): string {
  if (random(3) > 0) return word
  const isHangul = /\p{Script=Hangul}/u.test(word)
  const syllable = (): string =>
    isHangul ? String.fromCodePoint(0xac00 + random(2_000)) : `${'bcdfghjklmnprstv'[random(16)]}${'aeiou'[random(5)]}`
  return Array.from({ length: 2 + random(2) }, syllable).join('')
}
