import { liesOn, type CalendarItem } from './calendar-items.ts'

/** An item of several days as it lies in one week. */
export type Bar = {
  readonly item: CalendarItem
  /** The place of its first day in the week, from 0. */
  readonly column: number
  /** How many days of this week it covers. */
  readonly days: number
  /** Below how many others it lies, from 0. */
  readonly lane: number
  /** Whether it began in a week before, or goes on in the next. */
  readonly comesFromBefore: boolean
  readonly goesOn: boolean
}

export type MonthDay = {
  readonly day: Temporal.PlainDate
  readonly isOutside: boolean
  /** What lies on this day alone. */
  readonly items: readonly CalendarItem[]
}

export type MonthWeek = { readonly days: readonly MonthDay[]; readonly bars: readonly Bar[] }

/** The first and the last day that a month shows: whole weeks, from Monday. */
export function daysShown(month: Temporal.PlainYearMonth): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const first = month.toPlainDate({ day: 1 })
  const last = month.toPlainDate({ day: month.daysInMonth })
  return { from: first.subtract({ days: first.dayOfWeek - 1 }), to: last.add({ days: 7 - last.dayOfWeek }) }
}

/** Lays a month out by weeks: what lasts over days becomes bars, none over another, and all else stands on its day. */
export function planMonth(month: Temporal.PlainYearMonth, items: readonly CalendarItem[]): MonthWeek[] {
  const { from, to } = daysShown(month)
  const long = items.filter((item) => !item.from.equals(item.to))
  const short = items.filter((item) => item.from.equals(item.to))
  const weeks = (from.until(to).days + 1) / 7
  return Array.from({ length: weeks }, (_, index) => {
    const monday = from.add({ days: 7 * index })
    const days = Array.from({ length: 7 }, (__, place) => monday.add({ days: place })).map((day) => ({
      day,
      isOutside: !day.toPlainYearMonth().equals(month),
      items: short.filter((item) => liesOn(item, day)),
    }))
    return { days, bars: layBars(long, monday) }
  })
}

function layBars(items: readonly CalendarItem[], monday: Temporal.PlainDate): Bar[] {
  const sunday = monday.add({ days: 6 })
  const bars: Bar[] = []
  const touching = items
    .filter(
      ({ from, to }) => Temporal.PlainDate.compare(from, sunday) <= 0 && Temporal.PlainDate.compare(monday, to) <= 0,
    )
    .toSorted((a, b) => Temporal.PlainDate.compare(a.from, b.from))
  for (const item of touching) {
    const column = Math.max(0, monday.until(item.from).days)
    const end = Math.min(6, monday.until(item.to).days)
    const isFree = (lane: number): boolean =>
      bars.every((bar) => bar.lane !== lane || bar.column > end || bar.column + bar.days <= column)
    const lane = [...bars.keys()].find(isFree) ?? bars.length
    bars.push({
      item,
      column,
      days: end - column + 1,
      lane,
      comesFromBefore: Temporal.PlainDate.compare(item.from, monday) < 0,
      goesOn: Temporal.PlainDate.compare(item.to, sunday) > 0,
    })
  }
  return bars
}
