import { useLocale } from 'use-intl'

type Day = Temporal.PlainDate | string

const shapes = {
  /** Thursday 2 July 2026 */
  long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  /** 2 July 2026 */
  full: { day: 'numeric', month: 'long', year: 'numeric' },
  /** 2 July */
  day: { day: 'numeric', month: 'long' },
  /** 2 Jul */
  short: { day: 'numeric', month: 'short' },
  /** July 2026 */
  month: { month: 'long', year: 'numeric' },
  monthOnly: { month: 'long' },
  monthShort: { month: 'short' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>

export type DayShape = keyof typeof shapes

/** How dates are written in the person’s language. English is British, as in every letter. */
export function useDates() {
  const locale = useLocale()
  const tag = locale === 'en' ? 'en-GB' : 'ko-KR'
  const print = (options: Intl.DateTimeFormatOptions, epochMilliseconds: number, timeZone: string): string =>
    formatOf(tag, { ...options, timeZone }).format(epochMilliseconds)
  const ofDay = (day: Day, shape: DayShape = 'day'): string => {
    const plain = typeof day === 'string' ? Temporal.PlainDate.from(day) : day
    return print(shapes[shape], plain.toZonedDateTime('UTC').epochMilliseconds, 'UTC')
  }
  return {
    /** A day, which is the same everywhere. */
    day: ofDay,
    /** A stretch of days, each end said once. */
    span: (from: Day, to: Day): string =>
      String(from) === String(to) ? ofDay(from) : `${ofDay(from, 'short')} – ${ofDay(to, 'short')}`,
    /** The hour of an instant on the clocks of a zone: 09:00. */
    time: (instant: Temporal.Instant | string, timeZone: string): string =>
      print({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, milliseconds(instant), timeZone),
    /** An instant on the clocks of a zone: 2 July, 09:00. */
    moment: (instant: Temporal.Instant | string, timeZone: string): string =>
      print({ ...shapes.day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, milliseconds(instant), timeZone),
    /** What people call the clocks of a zone: Seoul; 대한민국 시간. */
    clocks: (timeZone: string): string => {
      if (locale === 'en') return timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? timeZone
      const parts = formatOf(tag, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(0)
      return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
    },
  }
}

/** A number as the person’s language writes it. */
export function useFigures(): (figure: number) => string {
  const locale = useLocale()
  return (figure) => new Intl.NumberFormat(locale).format(figure)
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** To make a format takes far longer than to print with it, and a screen prints the days of a whole year. */
function formatOf(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.DateTimeFormat(tag, options)
  formats.set(key, format)
  return format
}

function milliseconds(instant: Temporal.Instant | string): number {
  return (typeof instant === 'string' ? Temporal.Instant.from(instant) : instant).epochMilliseconds
}
