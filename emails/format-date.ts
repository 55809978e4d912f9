import type { Locale } from '#domain/locale'
import type { PanelVoice } from '#domain/panel'
import { letterWordsIn, wordsIn } from './words.ts'

// British English sets the day before the month, as the texts do.
const regions: Readonly<Record<Locale, string>> = { en: 'en-GB', ko: 'ko-KR' }

const weekdayStyles: Readonly<Record<Locale, 'long' | 'short'>> = { en: 'long', ko: 'short' }

/** A day in words: `Tuesday 14 July 2026`, `2026년 7월 14일(화)`. */
export function formatDay(date: Temporal.PlainDate, locale: Locale): string {
  const region = regions[locale]
  return wordsIn[locale]('day', {
    weekday: date.toLocaleString(region, { weekday: weekdayStyles[locale] }),
    day: date.toLocaleString(region, { day: 'numeric' }),
    month: date.toLocaleString(region, { month: 'long' }),
    year: date.toLocaleString(region, { year: 'numeric' }),
  })
}

/** A month in words: `July 2026`, `2026년 7월`. */
export function formatMonth(month: Temporal.PlainYearMonth, locale: Locale): string {
  return month.toPlainDate({ day: 1 }).toLocaleString(regions[locale], { year: 'numeric', month: 'long' })
}

/** A moment in words, to the minute and with its zone: `10:12 on Saturday 4 July 2026 (Korean Standard Time)`. */
export function formatMoment(moment: Temporal.ZonedDateTime, locale: Locale): string {
  const region = regions[locale]
  return wordsIn[locale]('moment', {
    day: formatDay(moment.toPlainDate(), locale),
    time: formatTime(moment.toPlainTime(), locale),
    zone: zoneName(moment, region),
  })
}

/** How the mails say what stands in the panels of a letter. */
export function panelVoice(locale: Locale): PanelVoice {
  const region = regions[locale]
  return {
    locale,
    word: (key, values) => letterWordsIn[locale](key, values),
    day: (day) => formatDay(day, locale),
    time: (time) => formatTime(time, locale),
    zone: (moment) => zoneName(moment, region),
    duration: (duration) => duration.toLocaleString(region, { style: 'long' }),
  }
}

function formatTime(time: Temporal.PlainTime, locale: Locale): string {
  return time.toLocaleString(regions[locale], { timeStyle: 'short' })
}

function zoneName(moment: Temporal.ZonedDateTime, region: string): string {
  if (moment.timeZoneId === 'UTC') return 'UTC'
  const format = new Intl.DateTimeFormat(region, { timeZone: moment.timeZoneId, timeZoneName: 'longGeneric' })
  const name = format.formatToParts(moment.epochMilliseconds).find((part) => part.type === 'timeZoneName')
  return name?.value ?? moment.timeZoneId
}
