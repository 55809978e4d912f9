import type { Found } from './finding.ts'
import {
  letterParts,
  localesOf,
  type LetterContent,
  type LetterContents,
  type LetterPart,
  type TranslatedPart,
} from './letter.ts'
import { letterTexts } from './letter-texts.ts'
import { differingFields } from './library-sync.ts'
import { locales, type Locale } from './locale.ts'

/** In which revision a part of a letter last became what it is. */
export type PartChange = {
  readonly locale: Locale
  /** A part of a letter, as `body`. */
  readonly part: string
  /** The number of the revision. */
  readonly number: number
}

/** The language that the others are translated from: the one that was written first, as far as its parts tell. */
export function sourceLocale(changes: readonly PartChange[], languages: readonly Locale[]): Locale | undefined {
  const oldest = (locale: Locale): number =>
    Math.min(...changes.filter((change) => change.locale === locale).map(({ number }) => number))
  return languages.toSorted((one, other) => oldest(one) - oldest(other))[0]
}

/**
 * The translations of a part that are older than its source, and of which nobody says that they follow it all the same.
 * @param inStep what is said to follow, of the words as they are now
 */
export function driftedLanguages(
  { changes, inStep }: { readonly changes: readonly PartChange[]; readonly inStep: readonly TranslatedPart[] },
  part: LetterPart,
  source: Locale,
  languages: readonly Locale[],
): Locale[] {
  const changedIn = (locale: Locale): number =>
    changes.find((change) => change.locale === locale && change.part === part)?.number ?? 0
  return languages.filter(
    (locale) => locale !== source && changedIn(locale) < changedIn(source) && !isAmong(inStep, { locale, part }),
  )
}

/** What is still said to follow its source after some parts have changed: nothing of a part that did, in any language. */
export function keepInStep(inStep: readonly TranslatedPart[], changed: readonly TranslatedPart[]): TranslatedPart[] {
  return inStep.filter(({ part }) => !changed.some((one) => one.part === part))
}

/** The parts that say something else in one letter than in another, language by language. */
export function changedParts(before: LetterContents, after: LetterContents): TranslatedPart[] {
  return locales.flatMap((locale) =>
    letterParts
      .filter((part) => differingFields(before[locale]?.[part], after[locale]?.[part]).length > 0)
      .map((part) => ({ locale, part })),
  )
}

/** Whether a part in a language is one of several. */
export function isAmong(several: readonly TranslatedPart[], { locale, part }: TranslatedPart): boolean {
  return several.some((one) => one.locale === locale && one.part === part)
}

/** The parts whose words are those of another language, to the letter. */
export function untranslatedParts(translation: LetterContent, source: LetterContent): LetterPart[] {
  const [own, other] = [wordsByPart(translation), wordsByPart(source)]
  return letterParts.filter((part) => {
    const words = own.get(part) ?? ''
    return /\p{L}/u.test(words) && words === other.get(part)
  })
}

/** What the check finds of translations: those that did not follow their source, and those that were never made. */
export function findUnfinishedTranslations(
  contents: LetterContents,
  { changes, inStep }: { readonly changes: readonly PartChange[]; readonly inStep: readonly TranslatedPart[] },
): Found[] {
  const languages = localesOf(contents)
  const source = sourceLocale(changes, languages)
  if (source === undefined) return []
  const stale = letterParts.flatMap((place) =>
    driftedLanguages({ changes, inStep }, place, source, languages).map((locale): Found => ({
      rule: 'translation-stale',
      locale,
      place,
      detail: { source },
    })),
  )
  return [...stale, ...findUntranslated(contents, source)]
}

/** How much of a text that was never translated is enough to know it by. */
const quoteCharacters = 60

function findUntranslated(contents: LetterContents, source: Locale): Found[] {
  const original = contents[source]
  if (original === undefined) return []
  const texts = wordsByPart(original)
  return locales.flatMap((locale) => {
    const content = locale === source ? undefined : contents[locale]
    if (content === undefined) return []
    return untranslatedParts(content, original).map((place): Found => {
      const quote = [...(texts.get(place) ?? '')].slice(0, quoteCharacters).join('').replaceAll('\n', ' ')
      return { rule: 'untranslated', locale, place, quote }
    })
  })
}

function wordsByPart(content: LetterContent): Map<string, string> {
  const words = new Map<string, string>()
  for (const { place, text } of letterTexts(content)) {
    const part = place === 'message' ? 'ask' : place
    words.set(part, words.has(part) ? `${words.get(part)}\n${text}` : text)
  }
  return words
}
