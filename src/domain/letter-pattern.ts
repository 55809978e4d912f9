import { slots, type LetterPart, type Segments, type Slot } from './mail-template.ts'

/** SHA-256 of a text in UTF-8 (FIPS 180-4), as base64url without padding. */
export type Digest = (text: string) => string

/** So many code points of fixed text, known by their hash, or a place that differs from reader to reader. */
export type PatternPiece = { readonly length: number; readonly sha256: string } | { readonly slot: Slot }

/** One part of a letter without its words: enough to know it again, whoever got it. */
export type LetterPattern = readonly PatternPiece[]

// A private-use character, which no letter may hold (see `plain-text.ts`).
const mark = '\ue000'

/**
 * The form in which two copies of a text are compared, since servers on the way change what nobody sees: Unicode normal
 * form C; lines that end with LF, without white space before it; no empty lines at the beginning or at the end.
 */
export function canonicalText(text: string): string {
  const lines = text.normalize('NFC').replace(/\r\n?/g, '\n').split('\n')
  return lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/^\n+/, '')
    .trimEnd()
}

/** The pattern of a part of a compiled letter. */
export function patternOf(segments: Segments, digest: Digest): LetterPattern {
  const marked = segments.map((segment) => (typeof segment === 'string' ? segment : mark)).join('')
  const places = segments.flatMap((segment) => (typeof segment === 'string' ? [] : [segment]))
  return canonicalText(marked)
    .split(mark)
    .flatMap((fixed, index) => {
      const place = places[index]
      const text = fixed === '' ? [] : [{ length: [...fixed].length, sha256: digest(fixed) }]
      return place ? [...text, place] : text
    })
}

/**
 * Lays a received part over a pattern. A slot reaches to where it must end: to the end of its line in the text part, to
 * the next tag or the closing quotation mark in the HTML part.
 * @returns what stands in the slots, as it is written there; null where anything else differs
 */
export function matchPattern(
  pattern: LetterPattern,
  { received, part }: { received: string; part: LetterPart },
  digest: Digest,
): Partial<Record<Slot, string>> | null {
  const characters = [...canonicalText(received)]
  const isEnd = endsSlot[part]
  const values = new Map<Slot, string>()
  let at = 0
  for (const piece of pattern) {
    if ('slot' in piece) {
      const from = at
      while (at < characters.length && !isEnd(characters[at])) at += 1
      const value = characters.slice(from, at).join('')
      if ((values.get(piece.slot) ?? value) !== value) return null
      values.set(piece.slot, value)
    } else {
      const fixed = characters.slice(at, at + piece.length).join('')
      if (digest(fixed) !== piece.sha256) return null
      at += piece.length
    }
  }
  if (at !== characters.length) return null
  return Object.fromEntries(slots.flatMap((slot) => (values.has(slot) ? [[slot, values.get(slot)]] : [])))
}

const endsSlot: Readonly<Record<LetterPart, (character: string | undefined) => boolean>> = {
  text: (character) => character === '\n',
  html: (character) => character === '<' || character === '"',
}
