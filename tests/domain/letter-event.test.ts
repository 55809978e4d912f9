import { describe, expect, test } from 'vitest'
import { calendarLinks } from '#domain/calendar-links'
import { eventSpan, letterEventSchema } from '#domain/letter-event'

const event = {
  name: { en: 'Open table', ko: '열린 식탁' },
  date: '2026-03-29',
  time: '01:30',
  timeZone: 'Europe/London',
  durationMinutes: 60,
  place: null,
  url: null,
}

describe('an event', () => {
  test('is not at an hour that its clock leaves out', () => {
    expect(letterEventSchema.safeParse(event).error?.issues).toEqual([
      expect.objectContaining({ path: ['time'], params: { code: 'wall-time-missing' } }),
    ])
    expect(letterEventSchema.safeParse({ ...event, time: '00:30' }).success).toBe(true)
  })

  test('lasts as long as it says, across a change of the clocks', () => {
    const { start, end } = eventSpan({ ...event, time: '00:30' })
    expect(start.until(end).total('minutes')).toBe(60)
    expect(end.toPlainTime().toString()).toBe('02:30:00')
  })

  test('is the first of two at an hour that its clock shows twice', () => {
    const { start } = eventSpan({ ...event, date: '2026-10-25' })
    expect(start.toInstant().toString()).toBe('2026-10-25T00:30:00Z')
  })
})

describe('links to calendars on the web', () => {
  const { start, end } = eventSpan({ ...event, date: '2026-07-14', time: '19:00', timeZone: 'Asia/Seoul' })
  const links = calendarLinks({
    title: '열린 식탁 & 차 한잔?',
    start,
    end,
    place: '서울 #2',
    url: 'https://northlight.example/events?a=1&b=2',
  })

  test('say the hour in UTC, and everything else as it was written', () => {
    expect(parametersOf(links.google)).toEqual({
      action: 'TEMPLATE',
      text: '열린 식탁 & 차 한잔?',
      dates: '20260714T100000Z/20260714T110000Z',
      details: 'https://northlight.example/events?a=1&b=2',
      location: '서울 #2',
    })
    expect(parametersOf(links.outlook)).toEqual({
      rru: 'addevent',
      subject: '열린 식탁 & 차 한잔?',
      startdt: '2026-07-14T10:00:00Z',
      enddt: '2026-07-14T11:00:00Z',
      body: 'https://northlight.example/events?a=1&b=2',
      location: '서울 #2',
    })
  })

  test('say no place where there is none', () => {
    const online = calendarLinks({ title: 'x', start, end, place: null, url: 'https://northlight.example/' })
    expect(Object.keys(parametersOf(online.google))).not.toContain('location')
    expect(Object.keys(parametersOf(online.outlook))).not.toContain('location')
  })
})

function parametersOf(link: string): Record<string, string> {
  return Object.fromEntries(new URL(link).searchParams)
}
