import type { Locale } from './locale.ts'
import { daysIn } from './occurrence.ts'
import { meetingHours } from './un-process.ts'
import { usualZones } from './usual-zone.ts'

/** The days of a decision: a vote at midday in New York is one of the next day in Seoul. */
export type DecisionDays = {
  /** The day where it happened. */
  readonly local: Temporal.PlainDate
  /** The day where the language is at home; null where it is the same, or where the hour would tell and is not known. */
  readonly atHome: Temporal.PlainDate | null
}

/**
 * The days by which a letter in a language dates a decision.
 * @param timeZone the zone of the place where it was decided
 */
export function decisionDays(day: Temporal.PlainDate, timeZone: string, locale: Locale): DecisionDays {
  const homeZone = usualZones[locale]
  if (homeZone === null) return { local: day, atHome: null }
  const { from, to } = daysIn({ startsOn: day, endsOn: day, timeZone }, homeZone, meetingHours)
  return { local: day, atHome: from.equals(to) && !from.equals(day) ? from : null }
}
