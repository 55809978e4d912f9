import type { DaySpan } from '#domain/day-span'
import type { Locale } from '#domain/locale'

// British order, as the English texts are British.
const tags = { en: 'en-GB', ko: 'ko-KR' } as const satisfies Record<Locale, string>

/** A day as the letters print it: `Tuesday 14 July 2026`, `2026년 7월 14일(화)`. */
export function formatDay(day: Temporal.PlainDate, locale: Locale): string {
  const date = dayFormats[locale].format(midnight(day))
  return locale === 'ko' ? `${date}(${formatWeekday(day, 'ko')})` : `${longWeekdayFormat.format(midnight(day))} ${date}`
}

/** A day without its weekday, for lists. */
export function formatShortDay(day: Temporal.PlainDate, locale: Locale): string {
  return dayFormats[locale].format(midnight(day))
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
  return monthFormats[locale].format(midnight(day))
}

/** A day of a year that is known: `14 July`, `7월 14일`. */
export function formatMonthDay(day: Temporal.PlainDate, locale: Locale): string {
  return monthDayFormats[locale].format(midnight(day))
}

/** A stretch of days in a year that is known: `14–20 November`, `11월 14일~20일`. */
export function formatDayRange({ from, to }: DaySpan, locale: Locale): string {
  return monthDayFormats[locale].formatRange(midnight(from), midnight(to))
}

/** The short name of a day's weekday: `Tue`, `화`. */
export function formatWeekday(day: Temporal.PlainDate, locale: Locale): string {
  return weekdayFormats[locale].format(midnight(day))
}

// Made once, since making one takes as long as formatting many days; and given numbers, as days take many times as long.
const dayFormats = formatsFor({ year: 'numeric', month: 'long', day: 'numeric' })
const longWeekdayFormat = new Intl.DateTimeFormat(tags.en, { weekday: 'long', timeZone: 'UTC' })
const monthFormats = formatsFor({ year: 'numeric', month: 'long' })
const monthDayFormats = formatsFor({ month: 'long', day: 'numeric' })
const weekdayFormats = formatsFor({ weekday: 'short' })

function midnight(day: Temporal.PlainDate): number {
  return day.toZonedDateTime('UTC').epochMilliseconds
}

function formatsFor(parts: Intl.DateTimeFormatOptions): Readonly<Record<Locale, Intl.DateTimeFormat>> {
  const options = { ...parts, timeZone: 'UTC' }
  return { en: new Intl.DateTimeFormat(tags.en, options), ko: new Intl.DateTimeFormat(tags.ko, options) }
}

// The last zone of each language: on most pages it is the organisation's, over and over.
const zoneFormats = new Map<Locale, { readonly timeZone: string; readonly format: Intl.DateTimeFormat }>()

function zoneName({ timeZoneId: timeZone, epochMilliseconds }: Temporal.ZonedDateTime, locale: Locale): string {
  const last = zoneFormats.get(locale)
  const format =
    last?.timeZone === timeZone
      ? last.format
      : new Intl.DateTimeFormat(tags[locale], { timeZone, timeZoneName: 'long' })
  if (format !== last?.format) zoneFormats.set(locale, { timeZone, format })
  return format.formatToParts(epochMilliseconds).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}
