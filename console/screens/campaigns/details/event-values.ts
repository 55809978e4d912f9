import { eventSpan, letterEventSchema, type LetterEvent } from '#domain/letter-event'
import type { Localised } from '#domain/locale'

/** An event as a form holds it, finished or not. */
export type EventValues = {
  readonly name: Localised
  readonly date: string
  readonly time: string
  readonly timeZone: string
  readonly minutes: number | string
  readonly isOnline: boolean
  readonly place: Localised
  readonly url: string
}

const nothing: Localised = { en: '', ko: '' }

/** The form of an event that nobody has described yet. */
export function newEvent({ day, timeZone }: { readonly day: string | null; readonly timeZone: string }): EventValues {
  return {
    name: nothing,
    date: day ?? '',
    time: '19:00',
    timeZone,
    minutes: 90,
    isOnline: false,
    place: nothing,
    url: '',
  }
}

/** The form of an event that there is. */
export function eventToForm({ durationMinutes, place, url, ...event }: LetterEvent): EventValues {
  return { ...event, minutes: durationMinutes, isOnline: place === null, place: place ?? nothing, url: url ?? '' }
}

/** What a form says, for the API to judge. */
export function formToEvent({ minutes, isOnline, place, url, ...event }: EventValues): LetterEvent {
  return {
    ...event,
    durationMinutes: Number(minutes),
    place: isOnline ? null : place,
    url: url.trim() === '' ? null : url.trim(),
  }
}

/** When it begins and ends, as far as the form says so; null while a part is missing. */
export function spanOf(values: EventValues): ReturnType<typeof eventSpan> | null {
  const { date, time, timeZone, durationMinutes } = letterEventSchema.shape
  const event = formToEvent(values)
  const isSaid = [
    date.safeParse(event.date),
    time.safeParse(event.time),
    timeZone.safeParse(event.timeZone),
    durationMinutes.safeParse(event.durationMinutes),
  ].every(({ success }) => success)
  return isSaid ? eventSpan(event) : null
}
