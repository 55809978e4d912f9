import type { LetterPart } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { driftedLanguages, isAmong, untranslatedParts } from '#domain/translation'
import type { PartChange } from '../campaign-queries.ts'
import { languagesOf, type Draft } from './draft.ts'
import { partText } from './part-text.ts'

/**
 * How a part of a translation stands to its source.
 * - `empty`: neither has words, and nothing is to be said
 * - `untranslated`: it has the words of its source
 * - `drifted`: its source changed after it
 * - `said`: the same, and somebody says that it still follows
 * - `in-step`: it is as new as its source, or newer
 */
export type TranslationState = 'empty' | 'untranslated' | 'drifted' | 'said' | 'in-step'

/** Reads how each translation of a part stands to its source, in the order of the languages. */
export function readTranslations(
  { contents, inStep }: Pick<Draft, 'contents' | 'inStep'>,
  changes: readonly PartChange[],
  source: Locale,
): (part: LetterPart) => readonly { readonly locale: Locale; readonly state: TranslationState }[] {
  const languages = languagesOf(contents)
  const original = contents[source]
  const untranslated = new Map(
    languages.map((locale) => {
      const content = contents[locale]
      return [locale, original === undefined || content === undefined ? [] : untranslatedParts(content, original)]
    }),
  )
  const stateOf = (part: LetterPart, locale: Locale): TranslationState => {
    if ([source, locale].every((one) => partText(contents[one], part) === '')) return 'empty'
    if (untranslated.get(locale)?.includes(part)) return 'untranslated'
    if (isAmong(inStep, { locale, part })) return 'said'
    return driftedLanguages({ changes, inStep }, part, source, languages).includes(locale) ? 'drifted' : 'in-step'
  }
  return (part) =>
    languages.filter((locale) => locale !== source).map((locale) => ({ locale, state: stateOf(part, locale) }))
}
