import type { Cautions } from './cautions.ts'
import { isWithin } from './day-span.ts'

/** A holiday of the library, with the days before and after it that are kept quiet. */
export type QuietDays = Cautions['quietDays'][number]

/** Whether a day lies in the quiet around one of a holiday's dates. */
export function isQuietOn(
  day: Temporal.PlainDate,
  { dates, daysBefore, daysAfter }: Pick<QuietDays, 'dates' | 'daysBefore' | 'daysAfter'>,
): boolean {
  return dates.some((date) => {
    const holiday = Temporal.PlainDate.from(date)
    return isWithin(day, { from: holiday.subtract({ days: daysBefore }), to: holiday.add({ days: daysAfter }) })
  })
}

/** The holidays around which it is quiet on a day, of those that readers can choose. */
export function quietOn(day: Temporal.PlainDate, holidays: readonly QuietDays[]): string[] {
  return holidays.flatMap((holiday) => (holiday.id !== undefined && isQuietOn(day, holiday) ? [holiday.id] : []))
}
