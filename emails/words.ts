import { createTranslator } from 'use-intl/core'
import type { Locale } from '#domain/locale'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }

type Catalogue = Pick<typeof en, 'mail' | 'letter'>

function translatorFor(locale: Locale, { mail }: Catalogue) {
  return createTranslator({ locale, messages: { mail }, namespace: 'mail', onError: rethrow })
}

function letterTranslatorFor(locale: Locale, { letter }: Catalogue) {
  return createTranslator({ locale, messages: { letter }, namespace: 'letter', onError: rethrow })
}

function rethrow(error: Error): never {
  throw error
}

/** The words of the mails, per language. A key that is missing in one language fails the build; a missing value throws. */
export const wordsIn: Readonly<Record<Locale, ReturnType<typeof translatorFor>>> = {
  en: translatorFor('en', en),
  ko: translatorFor('ko', ko),
}

/** The words that a letter has in common with its web copy. */
export const letterWordsIn: Readonly<Record<Locale, ReturnType<typeof letterTranslatorFor>>> = {
  en: letterTranslatorFor('en', en),
  ko: letterTranslatorFor('ko', ko),
}
