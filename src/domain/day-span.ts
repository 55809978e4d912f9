/** A stretch of whole days; both ends are included. */
export type DaySpan = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

/** Orders days; negative where `a` is the earlier. */
export function compareDays(a: Temporal.PlainDate, b: Temporal.PlainDate): number {
  return Temporal.PlainDate.compare(a, b)
}

/** Whether a day comes before another. */
export function isBefore(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return compareDays(day, other) < 0
}

/** The later of two days. */
export function laterDay(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return isBefore(a, b) ? b : a
}

/** The earlier of two days. */
export function earlierDay(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return isBefore(a, b) ? a : b
}

/** Whether a day lies in a stretch of days. */
export function isWithin(day: Temporal.PlainDate, { from, to }: DaySpan): boolean {
  return !isBefore(day, from) && !isBefore(to, day)
}
