import { calendarLinks } from './calendar-links.ts'
import { eventSpan, type LetterEvent } from './letter-event.ts'
import { createPanel, type Panel, type PanelRow, type PanelVoice } from './panel.ts'
import { usualZones } from './usual-zone.ts'

/** What a letter invites to: when, for how long, where, the way in, and the ways into a calendar. */
export function eventPanel(
  { event, calendarUrl, webUrl }: { event: LetterEvent; calendarUrl: string; webUrl: string },
  voice: PanelVoice,
): Panel {
  const { locale, word } = voice
  const { start, end } = eventSpan(event)
  const place = event.place && event.place[locale]
  const title = event.name[locale]
  const { google, outlook } = calendarLinks({ title, start, end, place, url: event.url ?? webUrl })
  const duration = Temporal.Duration.from({ minutes: event.durationMinutes }).round({ largestUnit: 'days' })
  return createPanel({
    heading: title,
    rows: [
      { label: word('event.day'), value: voice.day(start.toPlainDate()), url: null },
      { label: word('event.time'), value: timeOf(start, end, voice), url: null },
      ...atHome(start, voice),
      { label: word('event.duration'), value: voice.duration(duration), url: null },
      { label: word('event.place'), value: place ?? word('event.online'), url: null },
    ],
    button: event.url === null ? null : { label: word('event.join'), url: event.url },
    links: [
      { label: word('event.google'), url: google },
      { label: word('event.outlook'), url: outlook },
      { label: word('event.file'), url: calendarUrl },
    ],
    note: word('event.note'),
  })
}

function timeOf(start: Temporal.ZonedDateTime, end: Temporal.ZonedDateTime, voice: PanelVoice): string {
  const values = {
    start: voice.time(start.toPlainTime()),
    end: voice.time(end.toPlainTime()),
    zone: voice.zone(start),
  }
  const endDay = end.toPlainDate()
  return endDay.equals(start.toPlainDate())
    ? voice.word('event.span', values)
    : voice.word('event.spanOfDays', { ...values, endDay: voice.day(endDay) })
}

// A reader of the language who lives elsewhere still knows how far that is from the clock at home.
function atHome(start: Temporal.ZonedDateTime, voice: PanelVoice): PanelRow[] {
  const zone = usualZones[voice.locale]
  if (zone === null) return []
  const there = start.withTimeZone(zone)
  if (there.offsetNanoseconds === start.offsetNanoseconds) return []
  const value = voice.word('event.atHomeTime', {
    day: voice.day(there.toPlainDate()),
    time: voice.time(there.toPlainTime()),
  })
  return [{ label: voice.word('event.atHome'), value, url: null }]
}
