import type { Locale } from '#domain/locale'

const joint = /(?<=[\d%‰℃)\]’”])(?=\p{Script=Hangul})/gu

/** Joins a figure and its particle with U+2060: without it a line may break between them ("63.3%" and "였습니다"). */
export function joinParticles(text: string, locale: Locale): string {
  return locale === 'ko' ? text.replace(joint, '\u2060') : text
}

/** The language to declare for a name or title within a mail: undefined where it is the language of the mail. */
export function foreignLanguage(text: string, locale: Locale): Locale | undefined {
  const language: Locale = /\p{Script=Hangul}/u.test(text) ? 'ko' : 'en'
  return language === locale ? undefined : language
}
