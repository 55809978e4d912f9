import {
  escape,
  ICalCalendar,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalEventData,
} from 'ical-generator'
import type { Locale } from '#domain/locale'

/** An entry of a calendar. */
export type CalendarFileEntry = {
  /** Names the entry for ever and everywhere (RFC 5545 §3.8.4.7): another file with the same one replaces it. */
  readonly uid: string
  readonly summary: string
  readonly description?: string
  readonly place?: string
  readonly url: string
  /** When what is said here was last changed. */
  readonly stamp: Temporal.Instant
  /** Rises with every change (RFC 5545 §3.8.7.4); 0 for what never changes. */
  readonly sequence?: number
  /** How sure it is that it takes place then; left out where nobody would doubt it. */
  readonly status?: 'confirmed' | 'tentative' | 'cancelled'
  /** Whether its owner is free meanwhile, as on a day that is only kept in mind. */
  readonly isFree?: boolean
} & (
  | { readonly start: Temporal.Instant; readonly end: Temporal.Instant }
  /** Whole days; `end` is the day after the last. */
  | { readonly start: Temporal.PlainDate; readonly end: Temporal.PlainDate }
)

/**
 * Entries as an iCalendar file (RFC 5545), folded and escaped by the library. Hours are in UTC, which every calendar
 * shows on its owner's own clock.
 * @param name of the calendar; left out for a file of one entry, which joins a calendar that the reader has
 * @param refreshSeconds after how long whoever subscribes to it should ask again
 */
export function writeCalendarFile(
  entries: readonly CalendarFileEntry[],
  { locale, name, refreshSeconds }: { locale: Locale; name?: string; refreshSeconds?: number },
): string {
  const calendar = new ICalCalendar({
    prodId: { company: 'Northlight', product: 'letters', language: locale.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    // The library escapes every text but this one.
    ...(name === undefined ? {} : { name: escape(name, false) }),
    ttl: refreshSeconds ?? null,
    events: entries.map(eventOf),
  })
  return `${calendar.toString()}\r\n`
}

/** The headers with which a calendar file is answered. */
export function calendarHeaders(fileName: string): Record<string, string> {
  return {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': `attachment; filename="${fileName}"`,
  }
}

const statuses = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const

function eventOf(entry: CalendarFileEntry): ICalEventData {
  const { uid, summary, description, place, url, stamp, start, end, sequence = 0, status, isFree = false } = entry
  return {
    id: uid,
    sequence,
    summary,
    description: description ?? null,
    location: place ?? null,
    url,
    stamp,
    lastModified: stamp,
    start,
    end,
    allDay: start instanceof Temporal.PlainDate,
    status: status === undefined ? null : statuses[status],
    // Outlook goes by a field of its own.
    ...(isFree && { transparency: ICalEventTransparency.TRANSPARENT, busystatus: ICalEventBusyStatus.FREE }),
  }
}
