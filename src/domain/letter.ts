import { z } from 'zod'
import { askMessageSchema } from './ask-message.ts'
import { citedFactIds, isHttpsUrl, richTextSchema } from './rich-text.ts'
import { isPlainLine, plainLine } from './plain-text.ts'
import { locales, type Locale } from './locale.ts'
import { localeSchema } from './locale-schema.ts'

const filled = { error: 'must not be empty' }

/**
 * What one letter says in one language: a structured brief, not a page of HTML. The templates in `emails/` decide how
 * it looks. `subject` and `preheader` show on a locked phone, so they name neither the country nor the cause.
 */
export const letterContentSchema = z.strictObject({
  subject: plainLine(120).refine(isFilled, filled),
  preheader: plainLine(160).refine(isFilled, filled),
  title: plainLine(120).refine(isFilled, filled),
  /** A warning of hard subjects; printed before everything else. */
  contentNote: plainLine(300).nullable(),
  /** The standfirst: two or three sentences that say what the letter says. May cite facts. */
  summary: richTextSchema,
  /** The one figure printed large, with its as-of date and source from the ledger. */
  keyFigure: z
    .strictObject({
      factId: z.string().max(40),
      figure: plainLine(20),
      unit: plainLine(20).nullable(),
      label: plainLine(200),
    })
    .nullable(),
  body: richTextSchema,
  /** Figures set beside a sentence, each with the fact it comes from. */
  figures: z
    .array(
      z.strictObject({
        factId: z.string().max(40),
        figure: plainLine(20),
        heading: plainLine(80),
        sentence: plainLine(400),
      }),
    )
    .max(6),
  /** The one thing the reader is asked to do. */
  ask: z
    .strictObject({
      heading: plainLine(80),
      text: plainLine(600),
      label: plainLine(60).refine(isFilled, filled),
      url: z
        .string()
        .max(2000)
        .refine(isHttpsUrl, { params: { code: 'link-not-https' } }),
      /** What the reader may send there, ready to be sent or changed. */
      message: askMessageSchema.nullable().default(null),
    })
    .nullable(),
})

export type LetterContent = z.infer<typeof letterContentSchema>

/** The parts of a letter, in the order in which they are written. */
export const letterParts = letterContentSchema.keyof().options

export type LetterPart = (typeof letterParts)[number]

/** The contents of a revision: one letter per language, at least one. */
export const letterContentsSchema = z
  .partialRecord(localeSchema, letterContentSchema)
  .refine((contents) => Object.keys(contents).length > 0, { params: { code: 'language-missing' } })

export type LetterContents = Readonly<Partial<Record<Locale, LetterContent>>>

/** The languages in which a letter exists, in our order. */
export function localesOf(contents: LetterContents): Locale[] {
  return locales.filter((locale) => contents[locale] !== undefined)
}

/** One part of a letter in one language, as `body` in `ko`. */
export type TranslatedPart = { readonly locale: Locale; readonly part: LetterPart }

/** The ids of every fact a letter prints, in the order in which a reader meets them: the order of the source numbers. */
export function factIdsOf(content: LetterContent): string[] {
  return [
    ...new Set([
      ...citedFactIds(content.summary),
      ...citedFactIds(content.body),
      ...(content.keyFigure ? [content.keyFigure.factId] : []),
      ...content.figures.map((figure) => figure.factId),
    ]),
  ]
}

/** The ids of every fact that a letter prints in any of its languages, in the order of the alphabet. */
export function factIdsIn(contents: LetterContents): string[] {
  return [...new Set(Object.values(contents).flatMap((content) => factIdsOf(content)))].toSorted()
}

function isFilled(value: string): boolean {
  return value.trim() !== '' && isPlainLine(value)
}
