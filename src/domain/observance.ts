import { z } from 'zod'
import { dayRuleSchema, daysOfRule } from './day-rule.ts'
import { localisedLine } from './localised-line.ts'
import { timeZoneSchema } from './time-zone.ts'
import { outcomeSchema } from './un-outcome.ts'

const monthDaySchema = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine(isMonthDay, { error: 'must be a month and a day, such as 03-21' })
const lengthDaysSchema = z.number().int().min(1).max(31).default(1)
const yearSchema = z.number().int().min(1800).max(2200)

/**
 * When an observance returns.
 * - `rrule`: by a rule of RFC 5545 §3.3.10 over whole days
 * - `dated`: on the days of a list, for what no rule can say, such as days of a lunar calendar
 * - `announced`: once a year, on a day that somebody announces; until then only the usual window is known
 */
export const observanceRuleSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rrule'), rrule: dayRuleSchema, lengthDays: lengthDaysSchema }),
  z.strictObject({
    type: z.literal('dated'),
    dates: z.array(z.iso.date()).min(1).max(200),
    lengthDays: lengthDaysSchema,
  }),
  z.strictObject({
    type: z.literal('announced'),
    /** A window whose end is earlier in the year than its beginning ends in the next year. */
    usualWindow: z.strictObject({ from: monthDaySchema, to: monthDaySchema }),
    /** The years in which it is expected; left out where it comes every year. */
    years: z.array(yearSchema).max(50).optional(),
    lengthDays: lengthDaysSchema,
  }),
])

export type ObservanceRule = z.output<typeof observanceRuleSchema>

/** An occurrence of the past, with who says so, and how it ended where something was decided. */
const historyEntrySchema = z.strictObject({
  /** The day of the rule, or the first day of the usual window of that year. */
  nominalDate: z.iso.date(),
  startsOn: z.iso.date(),
  lengthDays: lengthDaysSchema,
  /** Whether the source tells what happened, or what was planned. */
  isPlanOnly: z.boolean().default(false),
  sourceUrl: z.url({ protocol: /^https?$/ }).nullable(),
  note: z.string().max(300),
  outcome: outcomeSchema.nullable().default(null),
})

/** What a step of the yearly chain at the UN is: a report, the first decision, the last one, or a peer review. */
export const processSteps = ['report', 'committee', 'decision', 'review'] as const

export type ProcessStep = (typeof processSteps)[number]

/** A day, week or vote that the year of an organisation turns around. */
export const observanceSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9-]{2,60}$/),
    name: localisedLine(120),
    summary: localisedLine(400),
    rule: observanceRuleSchema,
    /** Where its days begin and end; `floating` begins on every reader's own midnight. */
    timeZone: z.union([z.literal('floating'), timeZoneSchema]),
    firstYear: yearSchema,
    /** The issue that its letters explain unless somebody chooses another. */
    defaultIssue: z.string().nullable(),
    /** Its place in a chain of decisions; null for a day on which nothing is decided. */
    process: z
      .strictObject({
        step: z.enum(processSteps),
        /** The observance that comes before it in the same chain. */
        follows: z.string().nullable(),
      })
      .nullable()
      .default(null),
    /** Who says so. */
    source: z.string().max(400),
    history: z.array(historyEntrySchema).max(200).default([]),
  })
  .refine(fallsOnSomeDay, { error: 'the rule falls on no day in forty years', path: ['rule', 'rrule'] })

export type Observance = z.output<typeof observanceSchema>

// Forty years hold every combination of weekday and leap day, across a century without one as well. Nearly every rule
// has a day in the first, and the form is read with every page that shows the calendar.
function fallsOnSomeDay({ rule, firstYear }: { rule: ObservanceRule; firstYear: number }): boolean {
  if (rule.type !== 'rrule') return true
  const first = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 })
  return [1, 40].some((years) => daysOfRule(rule.rrule, first, { from: first, to: first.add({ years }) }).length > 0)
}

function isMonthDay(value: string): boolean {
  const [month = 0, day = 0] = value.split('-').map(Number)
  // A leap year, so that 29 February is a day.
  return month >= 1 && month <= 12 && day >= 1 && day <= new Temporal.PlainYearMonth(2024, month).daysInMonth
}
