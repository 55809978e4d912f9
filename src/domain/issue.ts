import { z } from 'zod'
import { askWordsSchema } from './ask.ts'
import { factIdsOf, letterContentSchema } from './letter.ts'
import { localisedLine } from './localised-line.ts'
import { locales } from './locale.ts'

/** A brief in one language, complete but for its ask, which is the same in every language. */
const briefContentSchema = letterContentSchema.omit({ ask: true })

type Brief = z.output<typeof briefContentSchema>

/** An issue that an organisation explains again and again, with a brief to begin its letters from. */
export const issueSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,60}$/),
    /** The topics whose readers get it unless somebody chooses others. */
    topics: z.array(z.string()).min(1).max(10),
    brief: z.strictObject({ en: briefContentSchema, ko: briefContentSchema }),
    ask: askWordsSchema,
    /** What whoever writes about it is reminded of before anything is sent. */
    cautions: z.array(localisedLine(400)).max(20),
    /** Pairs of conflicting facts that the brief sets side by side in order to show that they conflict. */
    shownConflicts: z
      .array(z.tuple([z.string(), z.string()]))
      .max(40)
      .default([]),
  })
  .refine(({ brief }) => locales.every((locale) => citesSame(brief[locale], brief[locales[0]])), {
    error: 'the languages of a brief must cite the same facts in the same order',
    path: ['brief'],
  })

export type Issue = z.output<typeof issueSchema>

/** The facts that the brief of an issue prints, in the order in which a reader meets them. */
export function factIdsOfIssue({ brief }: Pick<Issue, 'brief'>): string[] {
  return factIdsOf({ ...brief[locales[0]], ask: null })
}

function citesSame(a: Brief, b: Brief): boolean {
  return factIdsOf({ ...a, ask: null }).join() === factIdsOf({ ...b, ask: null }).join()
}
