import { RRuleTemporal } from 'rrule-temporal'
import { z } from 'zod'
import { isBefore, laterDay, type DaySpan } from './day-span.ts'

const weekdays = 'MO|TU|WE|TH|FR|SA|SU'
const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY']

/** The parts of RFC 5545 §3.3.10 that speak of days; `BYHOUR` and the like have no meaning for a whole day. */
const parts: Readonly<Record<string, (value: string) => string | null>> = {
  FREQ: (value) => (frequencies.includes(value) ? null : `one of ${frequencies.join(', ')}`),
  INTERVAL: wholeNumber(100),
  COUNT: wholeNumber(1000),
  UNTIL: (value) => (isBasicDate(value) ? null : 'a day such as 20301231'),
  BYMONTH: list(/^\d{1,2}$/, 12),
  BYMONTHDAY: list(/^[+-]?\d{1,2}$/, 31),
  BYYEARDAY: list(/^[+-]?\d{1,3}$/, 366),
  BYWEEKNO: list(/^[+-]?\d{1,2}$/, 53),
  BYSETPOS: list(/^[+-]?\d{1,3}$/, 366),
  BYDAY: weekdayList,
  WKST: (value) => (new RegExp(`^(${weekdays})$`).test(value) ? null : 'a weekday such as MO'),
}

/** What RFC 5545 §3.3.10 says that does not go together, and what would leave the day to chance. */
const conflicts: readonly { readonly is: (rule: ReadonlyMap<string, string>) => boolean; readonly say: string }[] = [
  { is: (rule) => !rule.has('FREQ'), say: 'FREQ is missing, such as FREQ=YEARLY' },
  {
    is: (rule) => rule.get('FREQ') !== 'DAILY' && !namesDays(rule),
    say: 'it names no day: add BYMONTHDAY, BYDAY, BYYEARDAY or BYWEEKNO',
  },
  {
    is: (rule) => rule.get('FREQ') === 'YEARLY' && rule.has('BYMONTHDAY') && !rule.has('BYMONTH'),
    say: 'BYMONTHDAY in a yearly rule needs BYMONTH, or it means that day of every month',
  },
  {
    is: (rule) => rule.get('FREQ') !== 'YEARLY' && (rule.has('BYYEARDAY') || rule.has('BYWEEKNO')),
    say: 'BYYEARDAY and BYWEEKNO need FREQ=YEARLY',
  },
  {
    is: (rule) => rule.get('FREQ') === 'WEEKLY' && rule.has('BYMONTHDAY'),
    say: 'BYMONTHDAY does not go with FREQ=WEEKLY',
  },
  {
    is: (rule) => /\d/.test(rule.get('BYDAY') ?? '') && !/^(YEARLY|MONTHLY)$/.test(rule.get('FREQ') ?? ''),
    say: 'a number before a weekday needs FREQ=YEARLY or FREQ=MONTHLY',
  },
  {
    is: (rule) => /\d/.test(rule.get('BYDAY') ?? '') && rule.has('BYWEEKNO'),
    say: 'a number before a weekday does not go with BYWEEKNO',
  },
  {
    is: (rule) => rule.has('COUNT') && rule.has('UNTIL'),
    say: 'COUNT and UNTIL do not go together',
  },
]

/** A recurrence rule of RFC 5545 §3.3.10 over whole days, such as `FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=14`. */
export const dayRuleSchema = z
  .string()
  .max(200)
  .superRefine((rule, context) => {
    for (const message of dayRuleFaults(rule)) context.addIssue({ code: 'custom', message })
  })

/**
 * The days of a rule in a stretch of days, in order. A rule is counted from `first`, so that `INTERVAL=5` means every
 * fifth year from the year of `first`; a `first` that the rule does not name is no day of it.
 */
export function daysOfRule(rule: string, first: Temporal.PlainDate, { from, to }: DaySpan): Temporal.PlainDate[] {
  const start = laterDay(first, from)
  if (isBefore(to, start)) return []
  const recurrence = new RRuleTemporal({
    rruleString: `DTSTART;TZID=UTC:${first.toString().replaceAll('-', '')}T000000\nRRULE:${rule}`,
  })
  // Whole days are asked for in UTC, which has no hour that is missing.
  return recurrence
    .between(start.toZonedDateTime('UTC'), to.toZonedDateTime('UTC'), true)
    .map((moment) => Temporal.PlainDate.from(moment.toString().slice(0, 10)))
}

function dayRuleFaults(rule: string): string[] {
  const named = rule.split(';').map((part) => part.split('='))
  const faults = named.flatMap(([name = '', value = '', ...rest]) => {
    const faultOf = Object.hasOwn(parts, name) ? parts[name] : undefined
    if (faultOf === undefined || rest.length > 0) return [`“${name}” is no part of a rule over whole days`]
    const wanted = faultOf(value)
    return wanted === null ? [] : [`${name} must be ${wanted}`]
  })
  const names = named.map(([name = '']) => name)
  const repeated = names.filter((name, index) => names.indexOf(name) !== index)
  faults.push(...repeated.map((name) => `${name} stands there twice`))
  if (faults.length > 0) return faults
  const byName = new Map(named.map(([name = '', value = '']) => [name, value]))
  return conflicts.filter(({ is }) => is(byName)).map(({ say }) => say)
}

function namesDays(rule: ReadonlyMap<string, string>): boolean {
  return ['BYMONTHDAY', 'BYDAY', 'BYYEARDAY', 'BYWEEKNO'].some((name) => rule.has(name))
}

function wholeNumber(max: number): (value: string) => string | null {
  return (value) => (/^[1-9]\d*$/.test(value) && Number(value) <= max ? null : `a whole number from 1 to ${max}`)
}

function list(item: RegExp, max: number): (value: string) => string | null {
  const isRight = (value: string): boolean => {
    const size = Math.abs(Number(value))
    return item.test(value) && size >= 1 && size <= max
  }
  return (value) => (value.split(',').every(isRight) ? null : `numbers from 1 to ${max}, with commas between`)
}

function weekdayList(value: string): string | null {
  const isRight = (item: string): boolean => {
    const match = new RegExp(`^(?:[+-]?(\\d{1,2}))?(?:${weekdays})$`).exec(item)
    const week = Number(match?.[1] ?? 1)
    return match !== null && week >= 1 && week <= 53
  }
  return value.split(',').every(isRight) ? null : 'weekdays such as MO, or 2MO and -1FR for the second and the last'
}

function isBasicDate(value: string): boolean {
  if (!/^\d{8}$/.test(value)) return false
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }) !== null
  } catch {
    return false
  }
}
