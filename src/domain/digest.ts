import { limits } from './limits.ts'

/**
 * The month whose missed letters a reader in this zone is to be told of now: the last one, from nine in the morning of the
 * first day on. After the first days of the month it is too late, and the letters of the month before are old news.
 */
export function digestMonth(now: Temporal.Instant, timeZone: string): Temporal.PlainYearMonth | null {
  const local = now.toZonedDateTimeISO(timeZone)
  if (local.day > limits.digestDaysMax || (local.day === 1 && local.hour < limits.digestHour)) return null
  return local.toPlainDate().toPlainYearMonth().subtract({ months: 1 })
}

/** When a month begins and ends on the clock of a zone. */
export function monthSpan(
  month: Temporal.PlainYearMonth,
  timeZone: string,
): { readonly from: Temporal.Instant; readonly before: Temporal.Instant } {
  const startOf = (some: Temporal.PlainYearMonth): Temporal.Instant =>
    some.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).toInstant()
  return { from: startOf(month), before: startOf(month.add({ months: 1 })) }
}
