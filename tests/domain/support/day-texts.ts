import type { Certainty, ObservanceDate, Occurrence } from '#domain/occurrence'

/** A day, written as in a calendar. */
export function on(day: string): Temporal.PlainDate {
  return Temporal.PlainDate.from(day)
}

const marks: Readonly<Record<Certainty, string>> = {
  fixed: '',
  confirmed: ' confirmed',
  tentative: ' tentative',
  expected: ' expected',
  cancelled: ' cancelled',
}

/** An occurrence in one line: `2026-07-14`, or `2026-03-21/2026-04-04 expected`. */
export function describeOccurrence({ startsOn, endsOn, certainty }: Occurrence): string {
  const days = startsOn.equals(endsOn) ? String(startsOn) : [startsOn, endsOn].join('/')
  return days + marks[certainty]
}

/** What somebody said of a date: confirmed for one day unless told otherwise. */
export function said(
  nominalDate: string,
  startsOn: string,
  more: Partial<Pick<ObservanceDate, 'lengthDays' | 'timeZone' | 'certainty'>> = {},
): ObservanceDate {
  return {
    nominalDate: on(nominalDate),
    startsOn: on(startsOn),
    lengthDays: 1,
    timeZone: null,
    certainty: 'confirmed',
    ...more,
  }
}
