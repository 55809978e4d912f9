import { limits } from './limits.ts'

/**
 * How letters are searched, in every language at once. Korean is written with its particles attached and its compounds
 * run together, so a Korean word is found wherever its syllables stand, and a single syllable where a word begins with
 * it; a word in any other script is found where a word begins with it, and a single letter where it stands alone. Both are looked up by short runs of characters (`searchGrams`), which need no dictionary and do not
 * depend on the locale of a database, and are then compared with the words themselves.
 */

/** A word that somebody looks for. */
export type SearchTerm = { readonly word: string; readonly isHangul: boolean }

/** What somebody looks for: every one of these words. */
export type LetterQuery = { readonly terms: readonly SearchTerm[] }

/** A run of text, and whether it is what was looked for. */
export type ExcerptPart = { readonly text: string; readonly isFound: boolean }

const hangul = '\\p{Script=Hangul}'
const runs = new RegExp(`${hangul}+|(?:(?!${hangul})[\\p{L}\\p{N}\\p{M}])+`, 'gu')

// Syllables of Hangul say as much as three letters do.
const gramLength = { hangul: 2, other: 3 }

// From so many syllables on, a word may as well be written as two: 국제연합, 국제 연합.
const splitFrom = 4

/** The words of a text as they are compared: in lower case, one space around each, and nothing between them. */
export function searchableWords(text: string): string {
  return ` ${wordsIn(text).join(' ')} `
}

/**
 * The short runs of characters by which an index finds the words of a letter, each once. `^` marks the beginning of a
 * word.
 * @param words as `searchableWords` gives them
 */
export function searchGrams(words: string): string[] {
  const grams = new Set<string>()
  let before: string | undefined
  for (const word of words.split(' ').filter((one) => one !== '')) {
    for (const gram of gramsOf(word, true)) grams.add(gram)
    const isBesideHangul = before !== undefined && isHangul(before) && isHangul(word)
    if (isBesideHangul) grams.add(`${[...(before ?? '')].at(-1)}${[...word][0]}`)
    before = word
  }
  return [...grams]
}

/** What a search field says, or null for one without a word in it. Words beyond the bound are left out. */
export function readLetterQuery(typed: string): LetterQuery | null {
  const words = [...new Set(wordsIn(typed.slice(0, limits.searchLengthMax)))].slice(0, limits.searchTermsMax)
  return words.length === 0 ? null : { terms: words.map((word) => ({ word, isHangul: isHangul(word) })) }
}

/** Which of `searchGrams` a letter has that holds every word of a query; others may have them too. */
export function gramsSought({ terms }: LetterQuery): string[] {
  return [
    ...new Set(
      terms.flatMap(({ word, isHangul: inHangul }) => gramsOf(word, !inHangul || [...word].length < gramLength.hangul)),
    ),
  ]
}

/** Whether the words of a letter hold every word of a query. */
export function isFound(words: string, { terms }: LetterQuery): boolean {
  return terms.every((term) => holds(words, term))
}

function holds(words: string, { word, isHangul: inHangul }: SearchTerm): boolean {
  const characters = [...word]
  if (!inHangul) return words.includes(characters.length === 1 ? ` ${word} ` : ` ${word}`)
  if (characters.length < gramLength.hangul) return words.includes(` ${word}`)
  if (characters.length < splitFrom) return words.includes(word)
  return new RegExp(characters.join(' ?'), 'u').test(words)
}

/**
 * The part of a text around the first word that was looked for, in pieces: what was found is marked, nothing is markup.
 * A text in which no word is found gives its beginning.
 */
export function excerptOf(text: string, query: LetterQuery): ExcerptPart[] {
  const sought = foundIn(query)
  const first = text.search(sought)
  const from = first < limits.excerptLeadLength ? 0 : wordStart(text, first - limits.excerptLeadLength)
  const to = from + limits.excerptLength >= text.length ? text.length : wordStart(text, from + limits.excerptLength)
  const cut = `${from > 0 ? '… ' : ''}${text.slice(from, to).trim()}${to < text.length ? ' …' : ''}`
  return markFound(cut, query)
}

/** A text in pieces, of which those that were looked for are marked. */
export function markFound(text: string, query: LetterQuery): ExcerptPart[] {
  const parts: ExcerptPart[] = []
  let end = 0
  for (const { index, 0: found } of text.matchAll(foundIn(query))) {
    if (index > end) parts.push({ text: text.slice(end, index), isFound: false })
    parts.push({ text: found, isFound: true })
    end = index + found.length
  }
  if (end < text.length) parts.push({ text: text.slice(end), isFound: false })
  return parts
}

function wordsIn(text: string): string[] {
  return text.normalize('NFC').toLowerCase().match(runs) ?? []
}

function isHangul(word: string): boolean {
  return new RegExp(`^${hangul}`, 'u').test(word)
}

function gramsOf(word: string, fromBeginning: boolean): string[] {
  const length = isHangul(word) ? gramLength.hangul : gramLength.other
  const characters = [...(fromBeginning ? `^${word}` : word)]
  if (characters.length <= length) return [characters.join('')]
  return Array.from({ length: characters.length - length + 1 }, (_, start) =>
    characters.slice(start, start + length).join(''),
  )
}

function foundIn({ terms }: LetterQuery): RegExp {
  const sources = terms.map((term) => {
    const characters = [...term.word]
    if (term.isHangul && characters.length >= gramLength.hangul) {
      return characters.join(characters.length < splitFrom ? '' : '\\s?')
    }
    const edge = `(?!${hangul})[\\p{L}\\p{N}\\p{M}]`
    const isAlone = !term.isHangul && characters.length === 1
    return `(?<!${term.isHangul ? hangul : edge})${term.word}${isAlone ? `(?!${edge})` : ''}`
  })
  return new RegExp(sources.join('|'), 'giu')
}

// The next beginning of a word at or after a place, or the place itself in a run without spaces.
function wordStart(text: string, place: number): number {
  const space = text.indexOf(' ', place)
  return space < 0 || space - place > 40 ? place : space + 1
}
