import type { Locale } from '#domain/locale'

/** A language as those who speak it call it: English, 한국어. */
export function languageName(locale: Locale): string {
  return new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale
}
