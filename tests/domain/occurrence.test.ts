import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ObservanceRule } from '#domain/observance'
import {
  certainties,
  dateCertainty,
  daysIn,
  isSure,
  occurrenceName,
  occurrenceNamed,
  occurrencesIn,
  requireNearDay,
} from '#domain/occurrence'
import { describeOccurrence, on, said } from './support/day-texts.ts'
import { seededObservance } from './support/seed.ts'

const vote = {
  rule: { type: 'announced', usualWindow: { from: '11-14', to: '11-20' }, lengthDays: 1 },
  firstYear: 2005,
  timeZone: 'America/New_York',
} as const
const leapDay = calendar({ type: 'rrule', rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', lengthDays: 1 })

function calendar(rule: ObservanceRule, firstYear = 2020) {
  return { rule, firstYear, timeZone: 'floating' }
}

function found(observance: Parameters<typeof occurrencesIn>[0], from: string, to: string) {
  return occurrencesIn(observance, [], { from: on(from), to: on(to) }).map(describeOccurrence)
}

function foundWith(dates: Parameters<typeof occurrencesIn>[1], from = '2026-01-01', to = '2026-12-31') {
  return occurrencesIn(vote, dates, { from: on(from), to: on(to) }).map(describeOccurrence)
}

describe('the occurrences in a stretch of days', () => {
  test('are those that touch it with any of their days', () => {
    const week = calendar({ type: 'rrule', rrule: 'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=28', lengthDays: 7 })
    expect(found(week, '2027-01-03', '2027-01-10')).toEqual(['2026-12-28/2027-01-03'])
    expect(found(week, '2027-01-04', '2027-12-27')).toEqual([])
    expect(found(week, '2026-12-28', '2026-12-28')).toEqual(['2026-12-28/2027-01-03'])
  })

  test('leave out a leap day in a year that has none', () => {
    expect(found(leapDay, '2026-01-01', '2032-12-31')).toEqual(['2028-02-29', '2032-02-29'])
  })

  test('span a usual window that goes over the end of a year', () => {
    const session = calendar({ type: 'announced', usualWindow: { from: '12-20', to: '01-10' }, lengthDays: 1 })
    expect(found(session, '2027-01-05', '2027-06-01')).toEqual(['2026-12-20/2027-01-10 expected'])
  })

  test('begin a usual window on the last of February where there is no leap day', () => {
    const session = calendar({ type: 'announced', usualWindow: { from: '02-29', to: '03-10' }, lengthDays: 1 })
    expect(found(session, '2027-01-01', '2028-12-31')).toEqual([
      '2027-02-28/2027-03-10 expected',
      '2028-02-29/2028-03-10 expected',
    ])
  })

  test('come in the years alone in which something is announced', () => {
    const review = calendar(
      { type: 'announced', usualWindow: { from: '05-01', to: '12-10' }, years: [2024, 2029], lengthDays: 1 },
      2009,
    )
    expect(found(review, '2023-01-01', '2030-12-31')).toEqual([
      '2024-05-01/2024-12-10 expected',
      '2029-05-01/2029-12-10 expected',
    ])
  })

  test('are none before the first year', () => {
    expect(found(vote, '2003-01-01', '2005-12-31')).toEqual(['2005-11-14/2005-11-20 expected'])
  })
})

describe('what people say of a date', () => {
  test('stands in for the usual window', () => {
    expect(foundWith([said('2026-11-14', '2026-11-19')])).toEqual(['2026-11-19 confirmed'])
    expect(foundWith([said('2026-11-14', '2026-11-19', { certainty: 'tentative' })])).toEqual(['2026-11-19 tentative'])
    expect(foundWith([said('2026-11-14', '2026-11-14', { certainty: 'cancelled' })])).toEqual(['2026-11-14 cancelled'])
  })

  test('moves an occurrence out of a stretch of days and into another', () => {
    const moved = [said('2026-11-14', '2027-02-10')]
    expect(foundWith(moved, '2026-11-01', '2026-12-31')).toEqual([])
    expect(foundWith(moved, '2027-02-01', '2027-02-28')).toEqual(['2027-02-10 confirmed'])
  })

  test('names the same occurrence after the usual window has been corrected', () => {
    expect(foundWith([said('2026-11-10', '2026-11-19')])).toEqual(['2026-11-19 confirmed'])
  })

  test('can be for several days and in a place of its own', () => {
    const [week] = occurrencesIn(
      { ...vote, timeZone: 'floating' },
      [said('2026-11-14', '2026-11-16', { lengthDays: 3, timeZone: 'Europe/Berlin' })],
      { from: on('2026-11-18'), to: on('2026-11-18') },
    )
    expect(week && [describeOccurrence(week), week.timeZone]).toEqual([
      '2026-11-16/2026-11-18 confirmed',
      'Europe/Berlin',
    ])
  })

  test('never makes two occurrences out of one, whatever the day and the stretch of days', () => {
    const day = fc.integer({ min: -300, max: 300 }).map((days) => on('2026-11-14').add({ days }))
    fc.assert(
      fc.property(day, (startsOn) => {
        const occurrences = occurrencesIn(vote, [said('2026-11-14', String(startsOn))], {
          from: on('2026-01-01'),
          to: on('2027-10-01'),
        })
        expect(occurrences.map(({ nominalDate }) => nominalDate.year)).toEqual([2026])
      }),
    )
  })

  test('is confirmed by a source and a person together, and by nothing less', () => {
    const source = { sourceUrl: 'https://press.example/1', confirmedBy: 'staff-1', cancelledAt: null }
    expect(dateCertainty(source)).toBe('confirmed')
    expect(dateCertainty({ ...source, sourceUrl: null })).toBe('tentative')
    expect(dateCertainty({ ...source, confirmedBy: null })).toBe('tentative')
    expect(dateCertainty({ ...source, cancelledAt: Temporal.Instant.from('2026-11-01T00:00:00Z') })).toBe('cancelled')
    expect(certainties.filter(isSure)).toEqual(['fixed', 'confirmed'])
  })
})

test('an occurrence is named by its day, or by its year where one is announced each year', () => {
  expect(occurrenceName(leapDay.rule, on('2028-02-29'))).toBe('2028-02-29')
  expect(occurrenceName(vote.rule, on('2026-11-14'))).toBe('2026')
})

describe('the day of a meeting from 10 to 18', () => {
  test.each([
    // Eastern Standard Time is 14 hours behind Seoul, so that even 10 in the morning is the next day there.
    ['America/New_York', '2026-11-19', 'Asia/Seoul', '2026-11-20/2026-11-20'],
    // Under summer time it is 13 hours, and the morning is still the same day.
    ['America/New_York', '2026-10-23', 'Asia/Seoul', '2026-10-23/2026-10-24'],
    ['America/New_York', '2026-10-30', 'Asia/Seoul', '2026-10-30/2026-10-31'],
    ['America/New_York', '2026-11-02', 'Asia/Seoul', '2026-11-03/2026-11-03'],
    // Geneva is 8 hours behind in winter and 7 in summer; its clocks change on 29 March 2026, inside of the window.
    ['Europe/Zurich', '2026-03-27', 'Asia/Seoul', '2026-03-27/2026-03-28'],
    ['Europe/Zurich', '2026-03-30', 'Asia/Seoul', '2026-03-30/2026-03-31'],
    ['Europe/Zurich', '2026-03-30', 'Europe/Zurich', '2026-03-30/2026-03-30'],
    ['Europe/Zurich', '2026-03-30', 'America/New_York', '2026-03-30/2026-03-30'],
    ['floating', '2026-12-10', 'Asia/Seoul', '2026-12-10/2026-12-10'],
  ])('in %s on %s is in %s on %s', (timeZone, day, viewerZone, span) => {
    const { from, to } = daysIn({ startsOn: on(day), endsOn: on(day), timeZone }, viewerZone, [10, 18])
    expect([from, to].join('/')).toBe(span)
  })
})

describe('an occurrence is found by its name', () => {
  const find = (id: string, name: string, dates: Parameters<typeof occurrenceNamed>[1] = []) => {
    const occurrence = occurrenceNamed(seededObservance(id), dates, name)
    return occurrence && describeOccurrence(occurrence)
  }

  test.each([
    ['nk-defectors-day', '2026-07-14', '2026-07-14'],
    ['separated-families-day', '2026-09-23', '2026-09-23'],
    ['hrc-resolution', '2026', '2026-03-21/2026-04-04 expected'],
    ['upr-dprk', '2028', '2028-05-01/2028-12-10 expected'],
  ])('%s %s', (id, name, expected) => {
    expect(find(id, name)).toBe(expected)
  })

  test('wherever its day has moved', () => {
    expect(find('hrc-resolution', '2020', [said('2020-03-21', '2020-06-22')])).toBe('2020-06-22 confirmed')
    expect(find('unga-plenary', '2026', [said('2026-12-15', '2027-02-03')])).toBe('2027-02-03 confirmed')
  })

  test.each([
    ['nk-defectors-day', '2026'],
    ['nk-defectors-day', '2026-07-15'],
    ['nk-defectors-day', '2023-07-14'],
    ['hrc-resolution', '2026-03-21'],
    ['hrc-resolution', '2002'],
    ['hrc-resolution', 'soon'],
  ])('and %s has no %s', (id, name) => {
    expect(find(id, name)).toBeUndefined()
  })
})

test('a day is taken up to four hundred days from the nominal one, and no farther', () => {
  const nominal = on('2026-11-14')
  for (const days of [-400, 0, 400]) requireNearDay(nominal.add({ days }), nominal)
  for (const days of [-401, 401]) {
    expect(() => requireNearDay(nominal.add({ days }), nominal)).toThrow(
      expect.objectContaining({ code: 'day-implausible', field: 'startsOn' }),
    )
  }
})
