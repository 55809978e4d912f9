import { createTranslator } from 'use-intl/core'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import type { Locale } from '#domain/locale'

type Catalogue = Pick<typeof en, 'page' | 'problem' | 'letter'>

// Each language is checked against the other, so a key that only one of them has fails the type check.
const catalogues = { en: en satisfies Pick<typeof ko, 'page' | 'problem' | 'letter'>, ko } satisfies Record<
  Locale,
  Catalogue
>

/** The words of the public pages and of problem details in one language. */
export type Words = {
  readonly locale: Locale
  readonly page: ReturnType<typeof createPageTranslator>
  readonly problem: ReturnType<typeof createProblemTranslator>
  /** What a letter has in common with its web copy. */
  readonly letter: ReturnType<typeof createLetterTranslator>
}

const wordsByLocale: Readonly<Record<Locale, Words>> = { en: createWords('en'), ko: createWords('ko') }

/** The words in a language. */
export function wordsIn(locale: Locale): Words {
  return wordsByLocale[locale]
}

function createWords(locale: Locale): Words {
  return {
    locale,
    page: createPageTranslator(locale),
    problem: createProblemTranslator(locale),
    letter: createLetterTranslator(locale),
  }
}

function createPageTranslator(locale: Locale) {
  const messages: Pick<Catalogue, 'page'> = { page: catalogues[locale].page }
  return createTranslator({ locale, messages, namespace: 'page', onError: refuseError })
}

function createProblemTranslator(locale: Locale) {
  const messages: Pick<Catalogue, 'problem'> = { problem: catalogues[locale].problem }
  return createTranslator({ locale, messages, namespace: 'problem', onError: refuseError })
}

function createLetterTranslator(locale: Locale) {
  const messages: Pick<Catalogue, 'letter'> = { letter: catalogues[locale].letter }
  return createTranslator({ locale, messages, namespace: 'letter', onError: refuseError })
}

// The default prints to the console and shows the key to the reader; a missing value is a bug and fails like one.
function refuseError(error: Error): never {
  throw error
}
