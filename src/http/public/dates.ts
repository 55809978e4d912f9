import type { DaySpan } from '#domain/day-span'
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

/** A minute on a clock whose zone is told elsewhere: `14 July 2026, 09:00`, `2026년 7월 14일 09:00`. */
export function formatMinute(moment: Temporal.PlainDateTime, locale: Locale): string {
  const time = moment.toPlainTime().toString({ smallestUnit: 'minute' })
  return `${formatShortDay(moment.toPlainDate(), locale)}${locale === 'ko' ? '' : ','} ${time}`
}

/** A month with its year, for headings: `July 2026`, `2026년 7월`. */
export function formatMonth(day: Temporal.PlainDate, locale: Locale): string {
  return monthFormats[locale].format(day)
}

/** A day of a year that is known: `14 July`, `7월 14일`. */
export function formatMonthDay(day: Temporal.PlainDate, locale: Locale): string {
  return monthDayFormats[locale].format(day)
}

/** A stretch of days in a year that is known: `14–20 November`, `11월 14일~20일`. */
export function formatDayRange({ from, to }: DaySpan, locale: Locale): string {
  return monthDayFormats[locale].formatRange(from, to)
}

/** The short name of a day's weekday: `Tue`, `화`. */
export function formatWeekday(day: Temporal.PlainDate, locale: Locale): string {
  return weekdayFormats[locale].format(day)
}

// Made once: a page of the calendar formats a hundred days.
const monthFormats = formatsFor({ year: 'numeric', month: 'long' })
const monthDayFormats = formatsFor({ month: 'long', day: 'numeric' })
const weekdayFormats = formatsFor({ weekday: 'short' })

function formatsFor(options: Intl.DateTimeFormatOptions): Readonly<Record<Locale, Intl.DateTimeFormat>> {
  return { en: new Intl.DateTimeFormat(tags.en, options), ko: new Intl.DateTimeFormat(tags.ko, options) }
}

function zoneName(moment: Temporal.ZonedDateTime, locale: Locale): string {
  const format = new Intl.DateTimeFormat(tags[locale], { timeZone: moment.timeZoneId, timeZoneName: 'long' })
  return format.formatToParts(moment.epochMilliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
