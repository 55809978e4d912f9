import { expect, test } from 'vitest'
import {
  formatDay,
  formatDayRange,
  formatMoment,
  formatMonth,
  formatMonthDay,
  formatShortDay,
  formatWeekday,
} from '#http/public/dates'

const day = Temporal.PlainDate.from('2026-07-14')

test('days are printed as each language has them', () => {
  expect([formatDay(day, 'en'), formatDay(day, 'ko')]).toEqual(['Tuesday 14 July 2026', '2026년 7월 14일(화)'])
  expect([formatShortDay(day, 'en'), formatShortDay(day, 'ko')]).toEqual(['14 July 2026', '2026년 7월 14일'])
  expect([formatMonth(day, 'en'), formatMonth(day, 'ko')]).toEqual(['July 2026', '2026년 7월'])
  expect([formatMonthDay(day, 'en'), formatMonthDay(day, 'ko')]).toEqual(['14 July', '7월 14일'])
  expect([formatWeekday(day, 'en'), formatWeekday(day, 'ko')]).toEqual(['Tue', '화'])
  const span = { from: day, to: day.add({ days: 2 }) }
  expect(formatDayRange(span, 'en')).toMatch(/^14\s?–\s?16 July$/)
  expect(formatDayRange(span, 'ko')).toBe('7월 14일~16일')
})

test('a day before clocks were counted is the same day', () => {
  expect(formatDay(Temporal.PlainDate.from('1948-12-10'), 'en')).toBe('Friday 10 December 1948')
})

test('a moment says its zone, whichever was said before it', () => {
  const moment = Temporal.Instant.from('2026-07-14T00:00:00Z')
  const inZone = (zone: string, locale: 'en' | 'ko') => formatMoment(moment.toZonedDateTimeISO(zone), locale)
  for (let turn = 0; turn < 2; turn += 1) {
    expect(inZone('Asia/Seoul', 'en')).toBe('14 July 2026, 09:00 (Korean Standard Time)')
    expect(inZone('Asia/Seoul', 'ko')).toBe('2026년 7월 14일(화) 09:00(한국 표준시)')
    expect(inZone('Europe/London', 'en')).toBe('14 July 2026, 01:00 (British Summer Time)')
  }
  const winter = Temporal.Instant.from('2026-12-14T00:00:00Z').toZonedDateTimeISO('Europe/London')
  expect(formatMoment(winter, 'en')).toBe('14 December 2026, 00:00 (Greenwich Mean Time)')
})
