/** What a link that adds something to a calendar says: the same for every reader. */
export type CalendarEntry = {
  readonly title: string
  readonly start: Temporal.ZonedDateTime
  readonly end: Temporal.ZonedDateTime
  readonly place: string | null
  /** Where more is to be read. */
  readonly url: string
}

/**
 * Links that open the form for a new entry in a calendar on the web, filled in. Times are in UTC, so that each calendar
 * shows them on its owner's own clock.
 */
export function calendarLinks({ title, start, end, place, url }: CalendarEntry): {
  readonly google: string
  readonly outlook: string
} {
  const location: Parameters = place === null ? {} : { location: place }
  return {
    google: link('https://calendar.google.com/calendar/render', {
      action: 'TEMPLATE',
      text: title,
      dates: [start, end].map((moment) => utc(moment).replace(/[-:]/g, '')).join('/'),
      details: url,
      ...location,
    }),
    outlook: link('https://outlook.live.com/calendar/0/action/compose', {
      rru: 'addevent',
      subject: title,
      startdt: utc(start),
      enddt: utc(end),
      body: url,
      ...location,
    }),
  }
}

type Parameters = Readonly<Record<string, string>>

function link(page: string, parameters: Parameters): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `${page}?${pairs.join('&')}`
}

function utc(moment: Temporal.ZonedDateTime): string {
  return moment.toInstant().toString({ smallestUnit: 'second' })
}
