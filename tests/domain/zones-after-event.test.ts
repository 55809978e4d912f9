import { expect, test } from 'vitest'
import type { LetterEvent } from '#domain/letter-event'
import type { Schedule } from '#domain/send-time'
import { zonesAfterEvent } from '#domain/zones-after-event'

const event: LetterEvent = {
  name: { en: 'Open table', ko: '열린 식탁' },
  date: '2026-07-14',
  time: '19:00',
  timeZone: 'Asia/Seoul',
  durationMinutes: 90,
  place: null,
  url: null,
}
const zones = ['Asia/Seoul', 'Europe/London', 'America/New_York']
const at = (mode: 'instant' | 'local-time', time: string): Schedule => ({
  mode,
  date: '2026-07-14',
  time,
  timeZone: 'Asia/Seoul',
})

test('a letter to everybody at once is in time or too late for all of them', () => {
  expect(zonesAfterEvent(event, at('instant', '18:59'), zones)).toEqual([])
  expect(zonesAfterEvent(event, at('instant', '19:00'), zones)).toEqual(zones)
})

test('at each reader’s own hour it comes too late first where the day begins last', () => {
  expect(zonesAfterEvent(event, at('local-time', '05:59'), zones)).toEqual([])
  expect(zonesAfterEvent(event, at('local-time', '06:00'), zones)).toEqual(['America/New_York'])
  expect(zonesAfterEvent(event, at('local-time', '11:00'), zones)).toEqual(['Europe/London', 'America/New_York'])
})

test('a letter that waits for an outcome has no hour to compare', () => {
  const schedule = { mode: 'on-outcome', observanceId: 'assembly-vote', nominalDate: '2026-12-17' } as const
  expect(zonesAfterEvent(event, schedule, zones)).toEqual([])
})
