import { z } from 'zod'
import { limits } from './limits.ts'
import { localisedLine } from './localised-line.ts'
import { localisedSchema } from './locale-schema.ts'
import { plainLine } from './plain-text.ts'
import { isHttpsUrl } from './rich-text.ts'

/** One entry of the fact ledger: a statement, who said it, and when it held. Figures are never printed without it. */
export const factSchema = z.object({
  id: z.string().regex(/^[A-Z]{1,4}-[0-9]{2}$/),
  statement: localisedSchema,
  /** Number, range or words as the publisher gave it; shown in the ledger, never computed with. */
  value: z.json(),
  unit: localisedSchema.nullable(),
  /** The day, month or year the statement describes: `2025-12-31`, `2018-03` or `2013`; null where it has no date. */
  asOf: z
    .string()
    .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/)
    .refine(isInCalendar)
    .nullable(),
  /** The as-of date in words; printed beside the figure in every letter. */
  asOfLabel: localisedSchema,
  publisher: z.string(),
  author: z.string().nullable(),
  sourceTitle: z.string().nullable(),
  sourceUrl: z.string().nullable(),
  certainty: z.enum(['firm', 'range', 'attributed', 'disputed']),
  conflictsWith: z.array(z.string()),
  /** Months after `asOf` from which the statement must be checked again; null where it does not age. */
  staleAfterMonths: z.number().int().positive().nullable(),
  note: localisedSchema.nullable(),
})

export type Fact = z.infer<typeof factSchema>

const filledLine = (lengthMax: number) => plainLine(lengthMax).pipe(z.string().min(1))

/**
 * What staff say of a fact, without its id. Stricter than what is stored: every text is a line that can be printed, a
 * source is a page that a reader can open, and what has no date cannot grow old.
 */
export const factInputSchema = z
  .strictObject({
    statement: localisedLine(600),
    value: z.union([z.number(), filledLine(120)]).nullable(),
    unit: localisedLine(40).nullable(),
    asOf: factSchema.shape.asOf,
    asOfLabel: localisedLine(80),
    publisher: filledLine(200),
    author: filledLine(200).nullable(),
    sourceTitle: filledLine(300).nullable(),
    sourceUrl: z
      .string()
      .max(2000)
      .refine(isHttpsUrl, { params: { code: 'link-not-https' } })
      .nullable(),
    certainty: factSchema.shape.certainty,
    conflictsWith: z.array(factSchema.shape.id).max(20),
    staleAfterMonths: z.number().int().min(1).max(limits.staleAfterMonthsMax).nullable(),
    note: localisedLine(600).nullable(),
  })
  .refine(({ asOf, staleAfterMonths }) => asOf !== null || staleAfterMonths === null, { path: ['staleAfterMonths'] })

export type FactInput = z.output<typeof factInputSchema>

/** Why a fact needs a person's eye before it is printed. */
export const factConcernNames = ['stale', 'conflicting', 'disputed'] as const

export type FactConcern = (typeof factConcernNames)[number]

/** The concerns a fact raises on a given day; an empty list means that it may be printed as it stands. */
export function factConcerns(
  fact: Pick<Fact, 'asOf' | 'staleAfterMonths' | 'conflictsWith' | 'certainty'>,
  today: Temporal.PlainDate,
): FactConcern[] {
  const concerns: FactConcern[] = []
  if (isStale(fact, today)) concerns.push('stale')
  if (fact.conflictsWith.length > 0) concerns.push('conflicting')
  if (fact.certainty === 'disputed') concerns.push('disputed')
  return concerns
}

function isStale(
  { asOf, staleAfterMonths }: Pick<Fact, 'asOf' | 'staleAfterMonths'>,
  today: Temporal.PlainDate,
): boolean {
  if (asOf === null || staleAfterMonths === null) return false
  const freshUntil = lastDayOf(asOf).add({ months: staleAfterMonths })
  return Temporal.PlainDate.compare(today, freshUntil) > 0
}

function isInCalendar(asOf: string): boolean {
  try {
    lastDayOf(asOf)
    return true
  } catch {
    return false
  }
}

function lastDayOf(asOf: string): Temporal.PlainDate {
  const [year = '', month, day] = asOf.split('-')
  if (day !== undefined) return Temporal.PlainDate.from(asOf)
  const start = Temporal.PlainDate.from(`${year}-${month ?? '12'}-01`)
  return start.with({ day: start.daysInMonth })
}
