import type { CalendarView } from './calendar-search.ts'
import { daysShown } from './month-plan.ts'

/** How many days an agenda tells of. */
const agendaDays = 60

/** The days that a view shows when it is turned to a day. */
export function spanShown(
  view: CalendarView,
  on: Temporal.PlainDate,
): { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate } {
  switch (view) {
    case 'month':
      return daysShown(on.toPlainYearMonth())
    case 'year':
      return { from: on.with({ month: 1, day: 1 }), to: on.with({ month: 12, day: 31 }) }
    case 'agenda':
      return { from: on, to: on.add({ days: agendaDays - 1 }) }
  }
}

/** The day that a view is turned to next, or before. */
export function turn(view: CalendarView, on: Temporal.PlainDate, steps: number): Temporal.PlainDate {
  switch (view) {
    case 'month':
      return on.with({ day: 1 }).add({ months: steps })
    case 'year':
      return on.with({ day: 1 }).add({ years: steps })
    case 'agenda':
      return on.add({ days: steps * agendaDays })
  }
}
