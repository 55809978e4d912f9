/**
 * Messages on each of the first days of a sender's domain that nobody knows yet. Resend advises to grow from 150 to
 * 2,000 in the first week; mailbox providers take a stranger's sudden thousands for spam.
 */
const firstWeek = [150, 250, 400, 650, 1_000, 1_500, 2_000] as const

/** After the first week each day may carry two fifths more than the one before: no jump that would stand out. */
const dailyGrowth = 1.4

/** After four weeks (by then at some 1.6 million a day) a domain is known, and its volume is its own affair. */
const warmUpDays = 28

/** A day of the warm-up: the number of the day, from 1, and how many messages it may carry. */
export type WarmUpDay = { readonly number: number; readonly ceiling: number }

/** The day of the warm-up that `today` is; null once it is over. What comes before its first day counts as that one. */
export function warmUpDay(startsOn: Temporal.PlainDate, today: Temporal.PlainDate): WarmUpDay | null {
  const number = Math.max(1, startsOn.until(today, { largestUnit: 'days' }).days + 1)
  if (number > warmUpDays) return null
  return { number, ceiling: firstWeek[number - 1] ?? laterCeiling(number) }
}

function laterCeiling(number: number): number {
  const ceiling = firstWeek[6] * dailyGrowth ** (number - firstWeek.length)
  return Math.floor(ceiling / 100) * 100
}

/** The day, in UTC, to which a message counts that is handed over at `now`. */
export function dayOf(now: Temporal.Instant): Temporal.PlainDate {
  return now.toZonedDateTimeISO('UTC').toPlainDate()
}

/** The first moment of the day after. */
export function nextDayStart(now: Temporal.Instant): Temporal.Instant {
  return dayOf(now).add({ days: 1 }).toZonedDateTime('UTC').toInstant()
}
