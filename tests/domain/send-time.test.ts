import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import {
  checkSchedule,
  firstSendInstant,
  lastSendInstant,
  scheduleSchema,
  sendInstantIn,
  type ClockSchedule,
} from '#domain/send-time'

const now = Temporal.Instant.from('2026-05-13T03:00:00Z')

type Instant = Extract<ClockSchedule, { mode: 'instant' }>

function at(date: string, time: string, timeZone: string, occurrence?: 'earlier' | 'later'): Instant {
  return { mode: 'instant', date, time, timeZone, ...(occurrence ? { occurrence } : {}) }
}

function locally(date: string, time: string, timeZone = 'Asia/Seoul'): Extract<ClockSchedule, { mode: 'local-time' }> {
  return { mode: 'local-time', date, time, timeZone }
}

describe('a wall time that clocks skip in spring', () => {
  test.each([
    ['America/New_York', '2027-03-14', '02:30'],
    ['Europe/London', '2027-03-28', '01:00'],
    ['Europe/London', '2027-03-28', '01:59'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15'],
    ['Africa/Cairo', '2027-04-30', '00:30'],
  ])('%s %s %s is refused, with or without saying which hour is meant', (timeZone, date, time) => {
    for (const schedule of [
      at(date, time, timeZone),
      at(date, time, timeZone, 'earlier'),
      at(date, time, timeZone, 'later'),
    ]) {
      expect(() => checkSchedule(schedule, now)).toThrow(
        expect.objectContaining({ code: 'wall-time-missing', field: 'time', detail: { timeZone } }),
      )
    }
  })

  test.each([
    ['America/New_York', '2027-03-14', '01:59', '2027-03-14T06:59:00Z'],
    ['America/New_York', '2027-03-14', '03:00', '2027-03-14T07:00:00Z'],
    ['Europe/London', '2027-03-28', '02:00', '2027-03-28T01:00:00Z'],
  ])('%s %s has %s beside the gap', (timeZone, date, time, instant) => {
    checkSchedule(at(date, time, timeZone), now)
    expect(firstSendInstant(at(date, time, timeZone)).toString()).toBe(instant)
  })

  test('is the hour after the gap for readers who get a letter at their own hour', () => {
    expect(sendInstantIn(locally('2027-03-14', '02:30'), 'America/New_York').toString()).toBe('2027-03-14T07:30:00Z')
    checkSchedule(locally('2027-03-14', '02:30', 'America/New_York'), now)
  })
})

describe('a wall time that clocks repeat in autumn', () => {
  test.each([
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00Z', '2026-11-01T06:30:00Z'],
    ['Europe/Berlin', '2026-10-25', '02:00', '2026-10-25T00:00:00Z', '2026-10-25T01:00:00Z'],
    ['Australia/Lord_Howe', '2027-04-04', '01:45', '2027-04-03T14:45:00Z', '2027-04-03T15:15:00Z'],
  ])(
    '%s %s %s is sent at the one that is meant, and refused when nobody says',
    (timeZone, date, time, earlier, later) => {
      expect(() => checkSchedule(at(date, time, timeZone), now)).toThrow(
        expect.objectContaining({ code: 'wall-time-ambiguous', field: 'time' }),
      )
      checkSchedule(at(date, time, timeZone, 'earlier'), now)
      checkSchedule(at(date, time, timeZone, 'later'), now)
      expect(firstSendInstant(at(date, time, timeZone, 'earlier')).toString()).toBe(earlier)
      expect(firstSendInstant(at(date, time, timeZone, 'later')).toString()).toBe(later)
    },
  )

  test('is the first of the two for readers who get a letter at their own hour', () => {
    expect(sendInstantIn(locally('2026-11-01', '01:30'), 'America/New_York').toString()).toBe('2026-11-01T05:30:00Z')
    checkSchedule(locally('2026-11-01', '01:30', 'America/New_York'), now)
  })
})

describe('a letter at each reader’s own hour', () => {
  test('leaves first at UTC+14 and last at UTC-12', () => {
    const schedule = locally('2026-07-14', '09:00')
    expect(firstSendInstant(schedule).toString()).toBe('2026-07-13T19:00:00Z')
    expect(lastSendInstant(schedule).toString()).toBe('2026-07-14T21:00:00Z')
    expect(sendInstantIn(schedule, 'Pacific/Kiritimati')).toEqual(firstSendInstant(schedule))
    expect(sendInstantIn(schedule, 'Etc/GMT+12')).toEqual(lastSendInstant(schedule))
    expect(sendInstantIn(schedule, 'Asia/Seoul').toString()).toBe('2026-07-14T00:00:00Z')
  })

  test('leaves for no zone before the first or after the last instant, whatever the hour and the day of the year', () => {
    const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone').filter((name) => name.includes('/')))
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: 0, max: 800 }),
        fc.integer({ min: 0, max: 1439 }),
        (timeZone, days, minutes) => {
          const wall = Temporal.PlainDateTime.from('2026-01-01T00:00').add({ days, minutes })
          const schedule = locally(
            wall.toPlainDate().toString(),
            wall.toPlainTime().toString({ smallestUnit: 'minute' }),
          )
          const instant = sendInstantIn(schedule, timeZone)
          expect(Temporal.Instant.compare(firstSendInstant(schedule), instant)).toBeLessThanOrEqual(0)
          expect(Temporal.Instant.compare(instant, lastSendInstant(schedule))).toBeLessThanOrEqual(0)
          // Never before the hour that was promised.
          expect(
            Temporal.PlainDateTime.compare(instant.toZonedDateTimeISO(timeZone).toPlainDateTime(), wall),
          ).toBeGreaterThanOrEqual(0)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('may be scheduled while the hour is still to come for somebody, and not after', () => {
    const schedule = locally('2026-05-12', '15:00')
    expect(lastSendInstant(schedule).toString()).toBe('2026-05-13T03:00:00Z')
    checkSchedule(schedule, now.subtract({ seconds: 1 }))
    expect(() => checkSchedule(schedule, now)).toThrow(expect.objectContaining({ code: 'schedule-in-past' }))
  })
})

describe('a schedule', () => {
  test('is for the future', () => {
    const schedule = at('2026-05-13', '12:00', 'Asia/Seoul')
    expect(firstSendInstant(schedule)).toEqual(now)
    expect(() => checkSchedule(schedule, now)).toThrow(
      expect.objectContaining({ code: 'schedule-in-past', field: 'date' }),
    )
    expect(() => checkSchedule(at('0001-01-01', '00:00', 'UTC'), now)).toThrow(
      expect.objectContaining({ code: 'schedule-in-past' }),
    )
    checkSchedule(at('2026-05-13', '12:01', 'Asia/Seoul'), now)
  })

  test('is no further away than a person means', () => {
    const last = now.add({ hours: 24 * limits.scheduleDaysMax }).toZonedDateTimeISO('UTC')
    const time = last.toPlainTime().toString({ smallestUnit: 'minute' })
    checkSchedule(at(last.toPlainDate().toString(), time, 'UTC'), now)
    for (const days of [1, 2_000_000]) {
      expect(() =>
        checkSchedule(
          at(
            last
              .toPlainDate()
              .add({ days })
              .with({ year: Math.min(9999, last.add({ days }).year) })
              .toString(),
            time,
            'UTC',
          ),
          now,
        ),
      ).toThrow(
        expect.objectContaining({ code: 'schedule-too-far', field: 'date', detail: { limit: limits.scheduleDaysMax } }),
      )
    }
  })

  test('may fall on a leap day where there is one', () => {
    const leapDay = at('2028-02-29', '09:00', 'Asia/Seoul')
    expect(scheduleSchema.safeParse(leapDay).success).toBe(true)
    expect(firstSendInstant(leapDay).toString()).toBe('2028-02-29T00:00:00Z')
    expect(scheduleSchema.safeParse(at('2027-02-29', '09:00', 'Asia/Seoul')).success).toBe(false)
    expect(scheduleSchema.safeParse(at('2100-02-29', '09:00', 'Asia/Seoul')).success).toBe(false)
  })

  test('that no clock skips or repeats is sent when a clock in its zone shows just that', () => {
    const zone = fc.constantFrom('Asia/Seoul', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/London', 'Pacific/Chatham')
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: 1, max: 380 }),
        fc.integer({ min: 0, max: 1439 }),
        (timeZone, days, minutes) => {
          const wall = Temporal.PlainDateTime.from('2026-05-13T12:00').add({ days, minutes })
          const schedule = at(
            wall.toPlainDate().toString(),
            wall.toPlainTime().toString({ smallestUnit: 'minute' }),
            timeZone,
          )
          if (!happensOnce(schedule)) return
          expect(firstSendInstant(schedule).toZonedDateTimeISO(timeZone).toPlainDateTime().equals(wall)).toBe(true)
          expect(lastSendInstant(schedule)).toEqual(firstSendInstant(schedule))
        },
      ),
    )
  })

  test.each([
    { date: '2026-13-01' },
    { date: '2026-6-1' },
    { date: '-002026-06-01' },
    { time: '24:00' },
    { time: '9:00' },
    { time: '09:60' },
    { time: '09:00:30' },
    { timeZone: '+09:00' },
    { timeZone: 'Mars/Olympus' },
    { mode: 'now' },
    { mode: 'local-time', occurrence: 'earlier' },
    { occurrence: 'both' },
    { repeat: 'weekly' },
  ])('is not one with %j', (fault) => {
    const good = at('2026-06-01', '09:00', 'Asia/Seoul')
    expect(scheduleSchema.safeParse(good).success).toBe(true)
    expect(scheduleSchema.safeParse({ ...good, ...fault }).success).toBe(false)
  })
})

/** Whether a wall time is neither skipped nor repeated; any other refusal is a fault of the test. */
function happensOnce(schedule: ClockSchedule): boolean {
  try {
    checkSchedule(schedule, now)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code.startsWith('wall-time-')) return false
    throw error
  }
}
