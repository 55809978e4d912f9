import { createTranslator } from 'use-intl/core'
import en from '#messages/en' with { type: 'json' }
import ko from '#messages/ko' with { type: 'json' }
import type { Locale } from '#domain/locale'

type Catalogue = Pick<typeof en, 'mailbox'>

// Each language is checked against the other, so a key that only one of them has fails the type check.
const catalogues = { en: en satisfies Pick<typeof ko, 'mailbox'>, ko } satisfies Record<Locale, Catalogue>

export type MailboxWords = ReturnType<typeof mailboxWordsIn>

/** The words of the mailbox pages in one language. */
export function mailboxWordsIn(locale: Locale) {
  const messages: Catalogue = { mailbox: catalogues[locale].mailbox }
  return createTranslator({ locale, messages, namespace: 'mailbox', timeZone: 'UTC', onError: refuseError })
}

function refuseError(error: Error): never {
  throw error
}
