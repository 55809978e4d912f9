import type { LetterInput, RenderedMail } from '#domain/mail-template'
import { greet, mergeLetter } from '#domain/merge'
import {
  sampleAlert,
  sampleCorrection,
  sampleEve,
  sampleEvent,
  sampleIssueBrief,
  sampleObservance,
  sampleResolution,
  sampleVote,
  type SampleLetter,
} from '#emails/previews/letter-samples'
import { mailTemplates } from '#emails/templates'

/** The Defectors’ Day letter of an invented organisation, with the values of an invented reader. */
export const sampleLetters = { en: sampleObservance('en'), ko: sampleObservance('ko') }

/** A letter of every kind, and of every turn that a kind can take, by what it is. */
export const letterSamples = {
  observance: sampleObservance,
  'issue-brief': sampleIssueBrief,
  'un-resolution, adopted': sampleResolution,
  'un-resolution, put to the vote': sampleVote,
  'un-resolution, on the eve': sampleEve,
  event: sampleEvent,
  'action-alert': sampleAlert,
  correction: sampleCorrection,
} as const

/** Every one of them in both languages. */
export const everyLetter: readonly { readonly name: string; readonly input: SampleLetter }[] = Object.entries(
  letterSamples,
).flatMap(([name, sample]) =>
  (['en', 'ko'] as const).map((locale) => ({ name: `${name} in ${locale}`, input: sample(locale) })),
)

/** A letter as the sample's reader gets it. */
export async function sendLetter(input: LetterInput, name: string | null = null): Promise<RenderedMail> {
  const compiled = await mailTemplates.compileLetter(input)
  return mergeLetter(compiled, { ...sampleLetters[input.locale].values, greeting: greet(compiled, name) })
}
