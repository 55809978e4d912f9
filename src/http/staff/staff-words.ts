import { createTranslator } from 'use-intl/core'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import type { Locale } from '#domain/locale'

type Catalogue = Pick<typeof en, 'staff'>

// Each language is checked against the other, so a key that only one of them has fails the type check.
const catalogues = { en: en satisfies Pick<typeof ko, 'staff'>, ko } satisfies Record<Locale, Catalogue>

/** Looks up a message of the staff pages and of the API. */
export type StaffWords = ReturnType<typeof createWords>

const wordsByLocale: Readonly<Record<Locale, StaffWords>> = { en: createWords('en'), ko: createWords('ko') }

/** The words of the staff pages and of the API in a language. */
export function staffWordsIn(locale: Locale): StaffWords {
  return wordsByLocale[locale]
}

function createWords(locale: Locale) {
  const messages: Catalogue = { staff: catalogues[locale].staff }
  return createTranslator({ locale, messages, namespace: 'staff', onError: refuseError })
}

// The default prints to the console and shows the key to the reader; a missing value is a bug and fails like one.
function refuseError(error: Error): never {
  throw error
}
