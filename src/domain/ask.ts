import { z } from 'zod'
import { askMessageSchema } from './ask-message.ts'
import type { Locale } from './locale.ts'
import { localisedLine } from './localised-line.ts'
import { isHttpsUrl } from './rich-text.ts'

/** What a letter can ask of a reader. Every deployment says once, for each, where its button leads. */
const askActions = ['write', 'donate', 'attend', 'share', 'volunteer', 'learn'] as const

/** One thing to do, in every language; where its button leads is a matter of the organisation. */
export const askWordsSchema = z.strictObject({
  action: z.enum(askActions),
  heading: localisedLine(80),
  text: localisedLine(600),
  label: localisedLine(60),
  /** A message to send to whoever decides, for asks that are about writing. */
  message: z
    .strictObject({ en: askMessageSchema, ko: askMessageSchema } satisfies Record<Locale, z.ZodType>)
    .nullable()
    .default(null),
})

export type AskWords = z.output<typeof askWordsSchema>

/** Where the buttons of asks lead. */
export const askLinksSchema = z.record(
  z.enum(askActions),
  z.string().max(2000).refine(isHttpsUrl, { error: 'must be a full https address' }),
)

export type AskLinks = z.output<typeof askLinksSchema>
