import type { Locale } from '#domain/locale'

// British order, as the English texts are British.
const tags = { en: 'en-GB', ko: 'ko-KR' } as const satisfies Record<Locale, string>

/** A day as the letters print it: `Tuesday 14 July 2026`, `2026년 7월 14일(화)`. */
export function formatDay(day: Temporal.PlainDate, locale: Locale): string {
  const date = day.toLocaleString(tags[locale], { year: 'numeric', month: 'long', day: 'numeric' })
  if (locale === 'ko') return `${date}(${day.toLocaleString(tags.ko, { weekday: 'short' })})`
  return `${day.toLocaleString(tags.en, { weekday: 'long' })} ${date}`
}

/** A day without its weekday, for lists. */
export function formatShortDay(day: Temporal.PlainDate, locale: Locale): string {
  return day.toLocaleString(tags[locale], { year: 'numeric', month: 'long', day: 'numeric' })
}

/** The day of an instant. Public pages know no reader's time zone, so days and hours are those of UTC. */
export function dayOf(instant: Temporal.Instant): Temporal.PlainDate {
  return instant.toZonedDateTimeISO('UTC').toPlainDate()
}

/** An instant to the minute, with its zone: `14 July 2026, 00:00 UTC`, `2026년 7월 14일(화) 00:00(UTC)`. */
export function formatInstant(instant: Temporal.Instant, locale: Locale): string {
  const time = instant.toZonedDateTimeISO('UTC').toPlainTime().toString({ smallestUnit: 'minute' })
  const day = dayOf(instant)
  return locale === 'ko' ? `${formatDay(day, 'ko')} ${time}(UTC)` : `${formatShortDay(day, 'en')}, ${time} UTC`
}
