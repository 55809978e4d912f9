import { z } from 'zod'
import { localeSchema } from './locale-schema.ts'
import { localisedLine } from './localised-line.ts'
import { plainLine } from './plain-text.ts'

const wordsSchema = z
  .array(plainLine(80).pipe(z.string().min(1)))
  .min(1)
  .max(100)

/** What a letter can be told of. `remedies` in the cautions of a library holds what to do about each. */
export const harmRules = [
  'term',
  'not-our-voice',
  'indiscreet',
  'content-note-missing',
  'help-line-missing',
  'fact-withheld',
  'facts-together',
  'identifying-detail',
  'watch-list',
  'quiet-days',
] as const

export type HarmRule = (typeof harmRules)[number]

/**
 * What an organisation has decided in order to do no harm, as data. `checkLetter` looks for it; the judgement stays
 * with people.
 */
export const cautionsSchema = z.strictObject({
  /** Shown wherever findings are: what the checks are, and what they are not. */
  disclaimer: localisedLine(400),
  /** What to do about each kind of finding; `{prefer}`, `{numbers}`, `{facts}` and `{day}` are filled in. */
  remedies: z.record(z.enum(harmRules), localisedLine(300)),
  /** Words to avoid. `except` lists where they are right all the same, such as official names. */
  terms: z
    .array(
      z.strictObject({
        language: localeSchema,
        words: wordsSchema,
        prefer: plainLine(80),
        except: z.array(plainLine(120)).max(30).default([]),
      }),
    )
    .max(200),
  /** What sources say and we do not: prayers, parties, insults, slogans. */
  notOurVoice: z
    .array(z.strictObject({ language: localeSchema, words: wordsSchema, why: localisedLine(200) }))
    .max(100),
  /** What must not show on a locked phone: words for the country and the cause. */
  discreet: z.strictObject({ en: wordsSchema, ko: wordsSchema }),
  /** Issues whose letters begin with a content note. */
  contentNotes: z.array(z.string()).max(100),
  /** Issues whose content note tells where to find help, and the lines that it names in each language. */
  helpLines: z.strictObject({
    issues: z.array(z.string()).max(100),
    lines: z
      .array(
        z.strictObject({
          place: localisedLine(60),
          number: z.string().regex(/^[0-9][0-9 ]{2,14}$/, { error: 'must be a telephone number in digits and spaces' }),
          languages: z.array(localeSchema).min(1),
          source: plainLine(300),
        }),
      )
      .max(50),
  }),
  /** Facts that are kept for checking and never printed in a letter. */
  withheldFacts: z.array(z.string()).max(200),
  /** Facts that answer different questions and mislead side by side. */
  neverTogether: z.array(z.strictObject({ facts: z.array(z.string()).min(2).max(5), why: localisedLine(200) })).max(50),
  /** Holidays around which letters on some issues are not sent, and around which readers may ask for none at all. */
  quietDays: z
    .array(
      z.strictObject({
        /** Names it in what readers chose; without one, readers are not asked. */
        id: z
          .string()
          .regex(/^[a-z0-9-]{2,60}$/)
          .optional(),
        name: localisedLine(60),
        dates: z.array(z.iso.date()).min(1).max(100),
        daysBefore: z.number().int().min(0).max(14),
        daysAfter: z.number().int().min(0).max(14),
        issues: z.array(z.string()).min(1).max(100),
      }),
    )
    .max(20),
})

export type Cautions = z.output<typeof cautionsSchema>
