import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { daysOfRule, dayRuleSchema } from '#domain/day-rule'

const on = (day: string): Temporal.PlainDate => Temporal.PlainDate.from(day)
const between = (from: string, to: string) => ({ from: on(from), to: on(to) })
const daysOf = (rule: string, first: string, from: string, to: string): string[] =>
  daysOfRule(rule, on(first), between(from, to)).map(String)
const messagesOf = (rule: string): string[] => dayRuleSchema.safeParse(rule).error?.issues.map((i) => i.message) ?? []

describe('a rule gives whole days', () => {
  test.each<[rule: string, first: string, days: string[]]>([
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14', '2024-01-01', ['2026-07-14', '2027-07-14', '2028-07-14']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', '2024-01-01', ['2028-02-29']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1', '2024-01-01', ['2026-02-28', '2027-02-28', '2028-02-29']],
    ['FREQ=YEARLY;INTERVAL=5;BYMONTH=5;BYMONTHDAY=1', '2022-01-01', ['2027-05-01']],
    ['FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU', '2024-01-01', ['2026-04-26', '2027-04-25', '2028-04-30']],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14;UNTIL=20270714', '2024-01-01', ['2026-07-14', '2027-07-14']],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14;COUNT=3', '2024-01-01', ['2026-07-14']],
    ['FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO', '2024-01-01', ['2027-01-04', '2028-01-03']],
  ])('%s, counted from %s', (rule, first, days) => {
    expect(daysOf(rule, first, '2026-01-01', '2028-12-31')).toEqual(days)
  })

  test('on both ends of the stretch that is asked for, and never before its first day', () => {
    const rule = 'FREQ=DAILY'
    expect(daysOf(rule, '2026-03-28', '2026-03-01', '2026-03-30')).toEqual(['2026-03-28', '2026-03-29', '2026-03-30'])
    expect(daysOf(rule, '2026-04-01', '2026-03-01', '2026-03-30')).toEqual([])
    expect(daysOf(rule, '2026-01-01', '2026-03-30', '2026-03-29')).toEqual([])
  })
})

describe('a rule is refused', () => {
  test.each([
    ['FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1', 'BYMONTH must be numbers from 1 to 12, with commas between'],
    ['FREQ=YEARLY;BYMONTH=0;BYMONTHDAY=1', 'BYMONTH must be numbers from 1 to 12, with commas between'],
    ['FREQ=YEARLY;BYMONTH=-1;BYMONTHDAY=1', 'BYMONTH must be numbers from 1 to 12, with commas between'],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=32', 'BYMONTHDAY must be numbers from 1 to 31, with commas between'],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=0', 'BYMONTHDAY must be numbers from 1 to 31, with commas between'],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=1,', 'BYMONTHDAY must be numbers from 1 to 31, with commas between'],
    ['FREQ=YEARLY;BYYEARDAY=367', 'BYYEARDAY must be numbers from 1 to 366, with commas between'],
    ['FREQ=YEARLY;BYWEEKNO=54', 'BYWEEKNO must be numbers from 1 to 53, with commas between'],
    ['FREQ=YEARLY;BYDAY=54MO', 'BYDAY must be weekdays such as MO, or 2MO and -1FR for the second and the last'],
    ['FREQ=YEARLY;BYDAY=-MO', 'BYDAY must be weekdays such as MO, or 2MO and -1FR for the second and the last'],
    ['FREQ=HOURLY', 'FREQ must be one of YEARLY, MONTHLY, WEEKLY, DAILY'],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14;BYHOUR=9', '“BYHOUR” is no part of a rule over whole days'],
    ['FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14;toString=1', '“toString” is no part of a rule over whole days'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL must be a whole number from 1 to 100'],
    ['FREQ=DAILY;UNTIL=20260231', 'UNTIL must be a day such as 20301231'],
    ['FREQ=DAILY;UNTIL=20260228T000000Z', 'UNTIL must be a day such as 20301231'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20260228', 'COUNT and UNTIL do not go together'],
    ['FREQ=DAILY;FREQ=DAILY', 'FREQ stands there twice'],
    ['BYMONTH=7;BYMONTHDAY=14', 'FREQ is missing, such as FREQ=YEARLY'],
    ['FREQ=YEARLY', 'it names no day: add BYMONTHDAY, BYDAY, BYYEARDAY or BYWEEKNO'],
    ['FREQ=YEARLY;BYMONTHDAY=14', 'BYMONTHDAY in a yearly rule needs BYMONTH, or it means that day of every month'],
    ['FREQ=MONTHLY;BYYEARDAY=14', 'BYYEARDAY and BYWEEKNO need FREQ=YEARLY'],
    ['FREQ=WEEKLY;BYMONTHDAY=14', 'BYMONTHDAY does not go with FREQ=WEEKLY'],
    ['FREQ=WEEKLY;BYDAY=2MO', 'a number before a weekday needs FREQ=YEARLY or FREQ=MONTHLY'],
    ['FREQ=YEARLY;BYWEEKNO=3;BYDAY=2MO', 'a number before a weekday does not go with BYWEEKNO'],
    ['', '“” is no part of a rule over whole days'],
  ])('%s', (rule, message) => {
    expect(messagesOf(rule)).toContain(message)
  })
})

describe('an independent reader of RFC 5545 finds the same days', () => {
  const weekday = fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU')
  const some = (values: fc.Arbitrary<string | number>) =>
    fc.uniqueArray(values, { minLength: 1, maxLength: 3 }).map((list) => list.join(','))
  const month = some(fc.integer({ min: 1, max: 12 }))
  // Over several months of a yearly rule, ical.js 2.2.1 takes 31 April for 1 May and can take -1 for 30 January.
  const everyMonthDay = some(fc.integer({ min: 1, max: 28 }))
  const oneMonthDay = fc
    .integer({ min: 1, max: 12 })
    .chain((m) =>
      fc
        .integer({ min: 1, max: new Temporal.PlainYearMonth(2023, m).daysInMonth })
        .map((d) => `BYMONTH=${m};BYMONTHDAY=${d}`),
    )
  const eitherMonthDay = some(fc.oneof(fc.integer({ min: 1, max: 31 }), fc.integer({ min: -28, max: -1 })))
  const nthWeekday = some(
    fc.tuple(fc.constantFrom('1', '2', '3', '4', '-1', '-2'), weekday).map((parts) => parts.join('')),
  )
  const interval = fc.integer({ min: 1, max: 7 })

  /** What both express, in the shapes that calendars of observances have. */
  const rules = fc.oneof(
    fc
      .tuple(interval, month, everyMonthDay)
      .map(([n, m, d]) => `FREQ=YEARLY;INTERVAL=${n};BYMONTH=${m};BYMONTHDAY=${d}`),
    fc.tuple(interval, oneMonthDay).map(([n, day]) => `FREQ=YEARLY;INTERVAL=${n};${day}`),
    fc.tuple(interval, month, nthWeekday).map(([n, m, d]) => `FREQ=YEARLY;INTERVAL=${n};BYMONTH=${m};BYDAY=${d}`),
    fc.tuple(interval, eitherMonthDay).map(([n, d]) => `FREQ=MONTHLY;INTERVAL=${n};BYMONTHDAY=${d}`),
    fc.tuple(interval, nthWeekday).map(([n, d]) => `FREQ=MONTHLY;INTERVAL=${n};BYDAY=${d}`),
    fc.tuple(interval, some(weekday)).map(([n, d]) => `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${d}`),
    interval.map((n) => `FREQ=DAILY;INTERVAL=${n}`),
  )
  const firsts = fc.integer({ min: 2000, max: 2026 }).map((year) => on(`${year}-01-01`))
  const spans = fc
    .tuple(fc.integer({ min: 0, max: 3650 }), fc.integer({ min: 0, max: 1500 }))
    .map(([start, length]) => ({ start, length }))

  function independentDays(rule: string, first: Temporal.PlainDate, from: Temporal.PlainDate, to: Temporal.PlainDate) {
    const iterator = ICAL.Recur.fromString(rule).iterator(ICAL.Time.fromDateString(first.toString()))
    const days: string[] = []
    for (let day = iterator.next(); day && day.toString() <= to.toString(); day = iterator.next()) {
      if (day.toString() >= from.toString()) days.push(day.toString())
    }
    return days
  }

  test('for random rules and random stretches of days', () => {
    fc.assert(
      fc.property(rules, firsts, spans, (rule, first, { start, length }) => {
        const from = first.add({ days: start })
        const to = from.add({ days: length })
        expect(dayRuleSchema.safeParse(rule).success).toBe(true)
        expect(daysOf(rule, String(first), String(from), String(to))).toEqual(independentDays(rule, first, from, to))
      }),
      { numRuns: 200 },
    )
  })
})
