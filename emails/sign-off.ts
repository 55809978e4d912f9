import type { Letterhead } from '#domain/mail-template'
import type { Locale } from '#domain/locale'
import { wordsIn } from './words.ts'
import { wrapText } from './wrap-text.ts'

/** Who wrote, where the organisation is and how to reach a person: the end of every text part. */
export function signOff({ name, postalAddress, contactAddress }: Letterhead, locale: Locale): string {
  const contact = wordsIn[locale].markup('contact', { address: contactAddress, mail: (chunks) => chunks })
  return `${wrapText(`${name[locale]}, ${postalAddress[locale]}`)}\n${contact}`
}
