import type { Locale } from '#domain/locale'
import type { AsOf } from '../outline-letter.ts'
import { wordsIn } from '../words.ts'
import { joinParticles } from './hangul.ts'

type CountedOnProps = { readonly locale: Locale; readonly asOf: AsOf; readonly sourceNumber: number }

/** The line under a figure: when it was counted, by which source, and what else has to be said of it. */
export function CountedOn({ locale, asOf: { date, remarks }, sourceNumber }: CountedOnProps) {
  const source = wordsIn[locale]('letter.source', { number: String(sourceNumber) })
  return joinParticles([date, source, ...remarks].join('\u00a0\u00a0·\u00a0 '), locale)
}
