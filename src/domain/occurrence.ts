import { daysOfRule } from './day-rule.ts'
import { compareDays, isBefore, isWithin, laterDay, type DaySpan } from './day-span.ts'
import { limits } from './limits.ts'
import type { Observance, ObservanceRule } from './observance.ts'
import { Refusal } from './refusal.ts'

/**
 * How sure a day is.
 * - `fixed`: the rule says so
 * - `confirmed`: a person said so, with a source
 * - `tentative`: a person named a day that no source confirms yet
 * - `expected`: nobody has named a day; the usual window stands in for it
 * - `cancelled`: a person said that it does not take place
 */
export const certainties = ['fixed', 'confirmed', 'tentative', 'expected', 'cancelled'] as const

export type Certainty = (typeof certainties)[number]

/** Whether letters may say the day: everything less sure than this stays a draft. */
export function isSure(certainty: Certainty): boolean {
  return certainty === 'fixed' || certainty === 'confirmed'
}

/** What people have said of one occurrence: that it falls on a day, or that it does not take place. */
export type ObservanceDate = {
  /** Names the occurrence for ever, wherever its day moves; see `Occurrence.nominalDate`. */
  readonly nominalDate: Temporal.PlainDate
  readonly startsOn: Temporal.PlainDate
  readonly lengthDays: number
  /** The zone of the place where this one is held, where it is not the observance's own. */
  readonly timeZone: string | null
  readonly certainty: 'tentative' | 'confirmed' | 'cancelled'
}

/**
 * How sure a day is by what people did about it. A day without a source or without a person behind it is tentative,
 * whatever else was done.
 */
export function dateCertainty(facts: {
  readonly sourceUrl: string | null
  readonly confirmedBy: string | null
  readonly cancelledAt: Temporal.Instant | null
}): ObservanceDate['certainty'] {
  if (facts.cancelledAt !== null) return 'cancelled'
  return facts.sourceUrl !== null && facts.confirmedBy !== null ? 'confirmed' : 'tentative'
}

/** One return of an observance, in whole days; both ends are included. */
export type Occurrence = {
  /** The day of the rule, or the first day of the usual window: the same whatever becomes of the date. */
  readonly nominalDate: Temporal.PlainDate
  readonly startsOn: Temporal.PlainDate
  readonly endsOn: Temporal.PlainDate
  readonly certainty: Certainty
  /** Where its days begin and end; `floating` begins on every reader's own midnight. */
  readonly timeZone: string
}

type Calendar = Pick<Observance, 'rule' | 'firstYear' | 'timeZone'>

/** The occurrences of an observance that touch a stretch of days, in the order of their first day. */
export function occurrencesIn(
  observance: Calendar,
  dates: readonly ObservanceDate[],
  { from, to }: DaySpan,
): Occurrence[] {
  // What somebody said may lie in the span although its nominal day does not, and the other way round.
  const nominal = nominalOccurrences(observance, { from: from.subtract({ years: 1 }), to })
  const byName = new Map(
    [...nominal, ...dates.map((date) => occurrenceOf(date, observance.timeZone))].map((occurrence) => [
      occurrenceName(observance.rule, occurrence.nominalDate),
      occurrence,
    ]),
  )
  return [...byName.values()]
    .filter(({ startsOn, endsOn }) => !isBefore(to, startsOn) && !isBefore(endsOn, from))
    .toSorted((a, b) => compareDays(a.startsOn, b.startsOn) || compareDays(a.nominalDate, b.nominalDate))
}

/**
 * What tells one occurrence of an observance from another. What is announced comes once a year, so that its year is
 * enough, and a usual window that is corrected later makes no second occurrence out of the first.
 */
export function occurrenceName(rule: ObservanceRule, nominalDate: Temporal.PlainDate): string {
  return rule.type === 'announced' ? String(nominalDate.year) : nominalDate.toString()
}

/**
 * The occurrence of a name, as `occurrenceName` gives it; undefined where the observance has none of it. What is
 * announced can be held in a year in which nobody expected it.
 */
export function occurrenceNamed(
  observance: Calendar,
  dates: readonly ObservanceDate[],
  name: string,
): Occurrence | undefined {
  const year = Number(/^\d{4}/.exec(name)?.[0])
  if (Number.isNaN(year)) return undefined
  const { rule, firstYear, timeZone } = observance
  const everyYear = rule.type === 'announced' ? { ...rule, years: [year] } : rule
  // A day can have moved by as much as `requireNearDay` allows.
  const span = {
    from: Temporal.PlainDate.from({ year, month: 1, day: 1 }).subtract({ days: limits.planningSpanDays }),
    to: Temporal.PlainDate.from({ year, month: 12, day: 31 }).add({ days: limits.planningSpanDays }),
  }
  return occurrencesIn({ rule: everyYear, firstYear, timeZone }, dates, span).find(
    ({ nominalDate }) => occurrenceName(rule, nominalDate) === name,
  )
}

/**
 * Refuses a day so far from the nominal one that its year or month is a slip of the pen.
 * @throws Refusal `day-implausible`
 */
export function requireNearDay(startsOn: Temporal.PlainDate, nominalDate: Temporal.PlainDate): void {
  const distance = Math.abs(nominalDate.until(startsOn).days)
  if (distance > limits.planningSpanDays) throw new Refusal('day-implausible', { field: 'startsOn' })
}

/** The past of an observance, as the library tells it, in the form in which people say dates. */
export function pastDates({ history }: Pick<Observance, 'history'>): ObservanceDate[] {
  return history.map(({ nominalDate, startsOn, lengthDays, isPlanOnly }) => ({
    nominalDate: Temporal.PlainDate.from(nominalDate),
    startsOn: Temporal.PlainDate.from(startsOn),
    lengthDays,
    timeZone: null,
    certainty: isPlanOnly ? 'tentative' : 'confirmed',
  }))
}

/**
 * The days in another zone on which an occurrence can be lived.
 * @param hours the wall-clock hours, in the zone of the occurrence, between which it happens: `[10, 18]` for a meeting
 */
export function daysIn(
  { startsOn, endsOn, timeZone }: Pick<Occurrence, 'startsOn' | 'endsOn' | 'timeZone'>,
  viewerZone: string,
  hours: readonly [first: number, last: number],
): DaySpan {
  if (timeZone === 'floating') return { from: startsOn, to: endsOn }
  const dayOf = (date: Temporal.PlainDate, hour: number): Temporal.PlainDate =>
    date
      .toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from({ hour }) })
      .withTimeZone(viewerZone)
      .toPlainDate()
  return { from: dayOf(startsOn, hours[0]), to: dayOf(endsOn, hours[1]) }
}

function nominalOccurrences({ rule, firstYear, timeZone }: Calendar, span: DaySpan): Occurrence[] {
  const first = Temporal.PlainDate.from({ year: firstYear, month: 1, day: 1 })
  const since = { from: laterDay(first, span.from), to: span.to }
  if (isBefore(since.to, since.from)) return []
  if (rule.type === 'announced') {
    return yearsOf(since)
      .filter((year) => rule.years?.includes(year) ?? true)
      .map((year) => ({ ...usualWindow(rule.usualWindow, year), certainty: 'expected', timeZone }))
  }
  const days =
    rule.type === 'rrule'
      ? daysOfRule(rule.rrule, first, since)
      : rule.dates.map((date) => Temporal.PlainDate.from(date)).filter((day) => isWithin(day, since))
  return days.map((day) => ({
    nominalDate: day,
    startsOn: day,
    endsOn: day.add({ days: rule.lengthDays - 1 }),
    certainty: 'fixed',
    timeZone,
  }))
}

function usualWindow(
  { from, to }: { from: string; to: string },
  year: number,
): Pick<Occurrence, 'nominalDate' | 'startsOn' | 'endsOn'> {
  const startsOn = dayOfYear(year, from)
  const sameYear = dayOfYear(year, to)
  const endsOn = isBefore(sameYear, startsOn) ? dayOfYear(year + 1, to) : sameYear
  return { nominalDate: startsOn, startsOn, endsOn }
}

function occurrenceOf(date: ObservanceDate, timeZone: string): Occurrence {
  const { nominalDate, startsOn, lengthDays, certainty } = date
  const endsOn = startsOn.add({ days: lengthDays - 1 })
  return { nominalDate, startsOn, endsOn, certainty, timeZone: date.timeZone ?? timeZone }
}

function yearsOf({ from, to }: DaySpan): number[] {
  return Array.from({ length: to.year - from.year + 1 }, (_, index) => from.year + index)
}

// 29 February is 28 February where the year has none.
function dayOfYear(year: number, monthDay: string): Temporal.PlainDate {
  const [month = 1, day = 1] = monthDay.split('-').map(Number)
  return Temporal.PlainDate.from({ year, month, day }, { overflow: 'constrain' })
}
