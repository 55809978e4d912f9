import { describe, expect, test } from 'vitest'
import {
  afterEmbargo,
  embargoEnd,
  embargoSchema,
  isEmbargoed,
  requireAfterEmbargo,
  requireAhead,
} from '#domain/embargo'
import type { ClockSchedule } from '#domain/send-time'

const until = (date: string, time: string, timeZone = 'America/New_York') => ({ date, time, timeZone })
const noon = until('2026-11-19', '12:00')
const at = (instant: string) => Temporal.Instant.from(instant)

describe('an embargo ends', () => {
  test.each([
    ['in winter', '2026-11-19', '12:00', '2026-11-19T17:00:00Z'],
    ['in summer', '2026-07-14', '12:00', '2026-07-14T16:00:00Z'],
    ['after the hour that is skipped', '2026-03-08', '02:30', '2026-03-08T07:30:00Z'],
    ['the second time where the hour comes twice', '2026-11-01', '01:30', '2026-11-01T06:30:00Z'],
  ])('%s', (_, date, time, end) => {
    expect(embargoEnd(until(date, time)).toString()).toBe(end)
  })

  test('at its very instant', () => {
    expect(isEmbargoed(noon, at('2026-11-19T16:59:59Z'))).toBe(true)
    expect(isEmbargoed(noon, at('2026-11-19T17:00:00Z'))).toBe(false)
    expect(isEmbargoed(null, at('2026-01-01T00:00:00Z'))).toBe(false)
  })
})

test('an embargo that is over is refused as a slip of the pen', () => {
  requireAhead(noon, at('2026-11-19T16:59:59Z'))
  expect(() => requireAhead(noon, at('2026-11-19T17:00:00Z'))).toThrow(
    expect.objectContaining({ code: 'embargo-in-past', field: 'date' }),
  )
})

describe('a schedule', () => {
  const instant = (time: string, date = '2026-11-19'): ClockSchedule => ({
    mode: 'instant',
    date,
    time,
    timeZone: 'Asia/Seoul',
  })
  const local = (date: string, time: string): ClockSchedule => ({ ...instant(time, date), mode: 'local-time' })
  const refused = (time: string): unknown =>
    expect.objectContaining({ code: 'schedule-before-embargo', detail: { time } })

  test('begins when the embargo ends or later', () => {
    requireAfterEmbargo(instant('02:00', '2026-11-20'), noon)
    requireAfterEmbargo(instant('02:00'), null)
    expect(() => requireAfterEmbargo(instant('01:59', '2026-11-20'), noon)).toThrow(
      refused('2026-11-19 11:59 (America/New_York)'),
    )
  })

  test('at each reader’s own hour is judged by the first zone on Earth', () => {
    // 07:00 at UTC+14 is the embargo’s own instant.
    requireAfterEmbargo(local('2026-11-20', '07:00'), noon)
    expect(() => requireAfterEmbargo(local('2026-11-20', '06:59'), noon)).toThrow(
      refused('2026-11-19 11:59 (America/New_York)'),
    )
  })

  test('is judged by the clocks of its own day when they change in between', () => {
    // Clocks in New York go back on 1 November: 12:00 there is 16:00 UTC the day before and 17:00 on the day.
    const embargo = until('2026-11-01', '12:00')
    const utc = (time: string): ClockSchedule => ({ ...instant(time, '2026-11-01'), timeZone: 'UTC' })
    expect(() => requireAfterEmbargo(utc('16:30'), embargo)).toThrow(refused('2026-11-01 11:30 (America/New_York)'))
    requireAfterEmbargo(utc('17:00'), embargo)
  })
})

test('what is ready early waits for the end of the embargo', () => {
  const early = at('2026-11-19T10:00:00Z')
  const late = at('2026-11-19T19:00:00Z')
  expect(afterEmbargo(early, noon)).toEqual(embargoEnd(noon))
  expect(afterEmbargo(late, noon)).toBe(late)
  expect(afterEmbargo(early, null)).toBe(early)
})

test.each([
  { date: '2026-02-30', time: '12:00', timeZone: 'America/New_York' },
  { date: '2026-11-19', time: '24:00', timeZone: 'America/New_York' },
  { date: '2026-11-19', time: '12:00', timeZone: 'EST5' },
])('%j is no embargo', (embargo) => {
  expect(embargoSchema.safeParse(embargo).success).toBe(false)
})
