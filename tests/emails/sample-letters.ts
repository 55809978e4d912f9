import type { LetterInput, RenderedMail } from '#domain/mail-template'
import { greet, mergeLetter } from '#domain/merge'
import { mailTemplates } from '#emails/templates'
import english from '#emails/previews/observance.en'
import korean from '#emails/previews/observance.ko'

/** The Defectors’ Day letter of an invented organisation, with the values of an invented reader. */
export const sampleLetters = { en: english.PreviewProps, ko: korean.PreviewProps }

/** A letter as the sample's reader gets it. */
export async function sendLetter(input: LetterInput, name: string | null = null): Promise<RenderedMail> {
  const compiled = await mailTemplates.compileLetter(input)
  return mergeLetter(compiled, { ...sampleLetters[input.locale].values, greeting: greet(compiled, name) })
}
