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

/**
 * A moment to the minute, with its zone in words: `14 July 2026, 09:00 (Korean Standard Time)`,
 * `2026년 7월 14일(화) 09:00(한국 표준시)`.
 */
export function formatMoment(moment: Temporal.ZonedDateTime, locale: Locale): string {
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' })
  const day = moment.toPlainDate()
  const zone = zoneName(moment, locale)
  return locale === 'ko'
    ? `${formatDay(day, 'ko')} ${time}(${zone})`
    : `${formatShortDay(day, 'en')}, ${time} (${zone})`
}

function zoneName(moment: Temporal.ZonedDateTime, locale: Locale): string {
  const format = new Intl.DateTimeFormat(tags[locale], { timeZone: moment.timeZoneId, timeZoneName: 'long' })
  return format.formatToParts(moment.epochMilliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
