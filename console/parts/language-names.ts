import type { Locale } from '#domain/locale'

/** The languages as they call themselves. */
export const languageNames = { en: 'English', ko: '한국어' } as const satisfies Record<Locale, string>
