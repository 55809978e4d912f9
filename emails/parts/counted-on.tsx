import type { Locale } from '#domain/locale'
import type { LetterOutline } from '../outline-letter.ts'
import { wordsIn } from '../words.ts'
import { joinParticles } from './hangul.ts'

type CountedOnProps = { readonly locale: Locale; readonly factId: string; readonly outline: LetterOutline }

/** The line under a figure: when it was counted, by which source, and whether it has aged. */
export function CountedOn({ locale, factId, outline }: CountedOnProps) {
  const { date, newest } = outline.asOf(factId)
  const source = wordsIn[locale]('letter.source', { number: String(outline.sourceNumber(factId)) })
  return joinParticles([date, source, newest].filter((part) => part !== null).join('\u00a0\u00a0·\u00a0 '), locale)
}
