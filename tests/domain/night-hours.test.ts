import { describe, expect, test } from 'vitest'
import { nightZones } from '#domain/night-hours'

const zones = ['Asia/Seoul', 'Europe/London', 'America/New_York']

describe('a letter that leaves at one instant', () => {
  test.each([
    ['12:00', ['America/New_York', 'Europe/London']],
    ['17:00', ['America/New_York']],
    ['21:00', []],
    ['21:01', ['Asia/Seoul']],
    ['06:59', ['Asia/Seoul', 'Europe/London']],
  ])('at %s in Seoul arrives at night in %j', (time, atNight) => {
    const schedule = { mode: 'instant', date: '2026-07-14', time, timeZone: 'Asia/Seoul' } as const
    expect(nightZones(schedule, zones).toSorted()).toEqual(atNight)
  })

  test('is looked at on the clock of that day: in winter London is an hour nearer to the night', () => {
    const at = (date: string) =>
      nightZones({ mode: 'instant', date, time: '15:30', timeZone: 'Asia/Seoul' }, ['Europe/London'])
    expect([at('2026-07-14'), at('2026-12-10')]).toEqual([[], ['Europe/London']])
  })
})

test('at each reader’s own hour it is night everywhere or nowhere', () => {
  const at = (time: string) =>
    nightZones({ mode: 'local-time', date: '2026-07-14', time, timeZone: 'Asia/Seoul' }, zones)
  expect([at('07:00'), at('09:00'), at('21:00')]).toEqual([[], [], []])
  expect([at('06:59'), at('21:01'), at('00:00')]).toEqual([zones, zones, zones])
})

test('what waits for an outcome has no hour', () => {
  expect(nightZones({ mode: 'on-outcome', observanceId: 'a-vote', nominalDate: '2026-12-16' }, zones)).toEqual([])
})
