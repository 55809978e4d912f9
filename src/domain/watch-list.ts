import type { LetterText } from './letter-texts.ts'

/**
 * The watch-list holds names and details that must never be printed, as keyed hashes, so that the list itself gives
 * nobody away. It finds a name as it was entered, in other spacing, case or hyphenation, and with a Korean particle or
 * title behind it; where spaces leave a doubt, it asks. It does not find another romanisation, a nickname or a
 * description: it is an aid and no guarantee.
 */
export type WatchList = {
  /** Hashes of `watchedForms`, under a key outside of the database. */
  readonly hashes: ReadonlySet<string>
  /** The keyed hash that they were made with, such as HMAC-SHA256. */
  readonly hash: (form: string) => string
}

/** A run of words in which something of the watch-list stands. */
export type WatchedText = LetterText & { readonly quote: string }

// Four words hold “Hong Gil-dong” with a title, and six syllables a Korean name of two-syllable family names with a title.
const wordsMax = 4
const syllablesMin = 2
const syllablesMax = 6

/**
 * The forms under which a name or detail is hashed: without case, spaces, hyphens and accents, and for a name of
 * several words in the other order as well. Empty where nothing would be left to look for.
 */
export function watchedForms(entry: string): string[] {
  const words = wordsOf(entry)
  const [first, ...rest] = words
  const last = words.at(-1)
  if (first === undefined || last === undefined) return []
  const orders = [words, [...rest, first], [last, ...words.slice(0, -1)]]
  return [...new Set(orders.map((order) => order.join('')))].filter((form) => [...form].length >= syllablesMin)
}

/** The runs of words in which something of the watch-list stands, each with the words that stand there. */
export function findWatched(texts: readonly LetterText[], { hashes, hash }: WatchList): WatchedText[] {
  if (hashes.size === 0) return []
  const known = new Map<string, boolean>()
  const isWatched = (form: string): boolean => {
    const found = known.get(form) ?? hashes.has(hash(form))
    known.set(form, found)
    return found
  }
  return texts.flatMap((text) => {
    const quotes = candidatesOf(wordsOf(text.text)).filter(({ form }) => isWatched(form))
    return [...new Set(quotes.map(({ quote }) => quote))].map((quote) => ({ ...text, quote }))
  })
}

type Candidate = { readonly form: string; readonly quote: string }

function candidatesOf(words: readonly string[]): Candidate[] {
  return words.flatMap((_, start) =>
    Array.from({ length: Math.min(wordsMax, words.length - start) }, (__, more) => {
      const run = words.slice(start, start + more + 1)
      const joined = run.join('')
      return [{ form: joined, quote: run.join(' ') }, ...hangulCandidates(run)]
    }).flat(),
  )
}

// A particle or a title is written behind a Korean name without a space, and something may stand before it.
function hangulCandidates(run: readonly string[]): Candidate[] {
  const syllables = [...run.join('')]
  if (run.length > 2 || !run.every((word) => /^\p{Script=Hangul}+$/u.test(word))) return []
  return syllables.flatMap((_, start) =>
    Array.from({ length: syllablesMax - syllablesMin + 1 }, (__, more) => start + syllablesMin + more)
      .filter((end) => end <= syllables.length)
      .map((end) => ({ form: syllables.slice(start, end).join(''), quote: syllables.slice(start, end).join('') })),
  )
}

// Hyphens and apostrophes join the parts of one name, but for the genitive, which is none of it; everything else that
// is no letter or digit parts words.
function wordsOf(text: string): string[] {
  return text
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{Mn}+/gu, (letter) => letter.charAt(0))
    .normalize('NFC')
    .toLowerCase()
    .replace(/['’]s(?!\p{L})/gu, '')
    .replace(/[-‐‑‒–'’‘ʼ]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}
