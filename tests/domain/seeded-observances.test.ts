import { describe, expect, test } from 'vitest'
import { occurrencesIn } from '#domain/occurrence'
import { describeOccurrence, on } from './support/day-texts.ts'
import { seed, seededDates, seededObservance } from './support/seed.ts'

/**
 * Every occurrence of every seeded observance from 2024 to 2030, written down by hand from the calendar of the domain
 * brief: one column for each year. Where nobody has announced a day yet, the usual window stands.
 */
const table: Readonly<Record<string, readonly string[]>> = {
  'nk-defectors-day': [
    '2024-07-14',
    '2025-07-14',
    '2026-07-14',
    '2027-07-14',
    '2028-07-14',
    '2029-07-14',
    '2030-07-14',
  ],
  'hrc-resolution': [
    '2024-04-04 confirmed',
    '2025-04-03 confirmed',
    '2026-03-21/2026-04-04 expected',
    '2027-03-21/2027-04-04 expected',
    '2028-03-21/2028-04-04 expected',
    '2029-03-21/2029-04-04 expected',
    '2030-03-21/2030-04-04 expected',
  ],
  'unga-third-committee': [
    '2024-11-20 confirmed',
    '2025-11-19 confirmed',
    '2026-11-14/2026-11-20 expected',
    '2027-11-14/2027-11-20 expected',
    '2028-11-14/2028-11-20 expected',
    '2029-11-14/2029-11-20 expected',
    '2030-11-14/2030-11-20 expected',
  ],
  'unga-plenary': [
    '2024-12-17 confirmed',
    '2025-12-18 confirmed',
    '2026-12-15/2026-12-19 expected',
    '2027-12-15/2027-12-19 expected',
    '2028-12-15/2028-12-19 expected',
    '2029-12-15/2029-12-19 expected',
    '2030-12-15/2030-12-19 expected',
  ],
  'human-rights-day': [
    '2024-12-10',
    '2025-12-10',
    '2026-12-10',
    '2027-12-10',
    '2028-12-10',
    '2029-12-10',
    '2030-12-10',
  ],
  'coi-anniversary': ['2024-02-17', '2025-02-17', '2026-02-17', '2027-02-17', '2028-02-17', '2029-02-17', '2030-02-17'],
  'nk-freedom-week': [
    '2024-07-07/2024-07-13 confirmed',
    '2025-06-08/2025-06-10 tentative',
    '2026-04-24/2026-10-01 expected',
    '2027-04-24/2027-10-01 expected',
    '2028-04-24/2028-10-01 expected',
    '2029-04-24/2029-10-01 expected',
    '2030-04-24/2030-10-01 expected',
  ],
  'save-refugees-day': [
    '2024-09-24',
    '2025-09-24',
    '2026-09-24',
    '2027-09-24',
    '2028-09-24',
    '2029-09-24',
    '2030-09-24',
  ],
  'world-refugee-day': [
    '2024-06-20',
    '2025-06-20',
    '2026-06-20',
    '2027-06-20',
    '2028-06-20',
    '2029-06-20',
    '2030-06-20',
  ],
  'korean-war-day': ['2024-06-25', '2025-06-25', '2026-06-25', '2027-06-25', '2028-06-25', '2029-06-25', '2030-06-25'],
  'wartime-abductees-day': ['2025-06-28', '2026-06-28', '2027-06-28', '2028-06-28', '2029-06-28', '2030-06-28'],
  'trafficking-day': ['2024-07-30', '2025-07-30', '2026-07-30', '2027-07-30', '2028-07-30', '2029-07-30', '2030-07-30'],
  'disappearances-day': [
    '2024-08-30',
    '2025-08-30',
    '2026-08-30',
    '2027-08-30',
    '2028-08-30',
    '2029-08-30',
    '2030-08-30',
  ],
  'suicide-prevention-day': [
    '2024-09-10',
    '2025-09-10',
    '2026-09-10',
    '2027-09-10',
    '2028-09-10',
    '2029-09-10',
    '2030-09-10',
  ],
  'sr-report-hrc': [
    '2024-03-01/2024-03-31 expected',
    '2025-03-01/2025-03-31 expected',
    '2026-03-01/2026-03-31 expected',
    '2027-03-01/2027-03-31 expected',
    '2028-03-01/2028-03-31 expected',
    '2029-03-01/2029-03-31 expected',
    '2030-03-01/2030-03-31 expected',
  ],
  'sr-report-unga': [
    '2024-10-15/2024-10-31 expected',
    '2025-10-15/2025-10-31 expected',
    '2026-10-15/2026-10-31 expected',
    '2027-10-15/2027-10-31 expected',
    '2028-10-15/2028-10-31 expected',
    '2029-10-15/2029-10-31 expected',
    '2030-10-15/2030-10-31 expected',
  ],
  // About every five years: 2009, 2014, 2019, 2024, and next about 2029.
  'upr-dprk': ['2024-11-07 confirmed', '2029-05-01/2029-12-10 expected'],
  'us-nkhra': ['2024-10-18', '2025-10-18', '2026-10-18', '2027-10-18', '2028-10-18', '2029-10-18', '2030-10-18'],
  'rok-nkhra': ['2024-03-03', '2025-03-03', '2026-03-03', '2027-03-03', '2028-03-03', '2029-03-03', '2030-03-03'],
  // Two days before Chuseok, which is 2024-09-17, 2025-10-06, 2026-09-25, 2027-09-15, 2028-10-03, 2029-09-22, 2030-09-12.
  'separated-families-day': [
    '2024-09-15',
    '2025-10-04',
    '2026-09-23',
    '2027-09-13',
    '2028-10-01',
    '2029-09-20',
    '2030-09-10',
  ],
  'japan-awareness-week': [
    '2024-12-10/2024-12-16',
    '2025-12-10/2025-12-16',
    '2026-12-10/2026-12-16',
    '2027-12-10/2027-12-16',
    '2028-12-10/2028-12-16',
    '2029-12-10/2029-12-16',
    '2030-12-10/2030-12-16',
  ],
}

describe('from 2024 to 2030', () => {
  test.each(Object.entries(table))('%s falls on the days of the table', (id, days) => {
    const found = occurrencesIn(seededObservance(id), seededDates.get(id) ?? [], {
      from: on('2024-01-01'),
      to: on('2030-12-31'),
    })
    expect(found.map(describeOccurrence)).toEqual(days)
  })

  test('no observance is left out of the table', () => {
    expect(Object.keys(table)).toEqual(seed.observances.map(({ id }) => id))
  })
})

describe('an observance begins in its first year', () => {
  test.each([
    ['nk-defectors-day', '2024-07-14'],
    ['human-rights-day', '1950-12-10'],
    ['coi-anniversary', '2014-02-17'],
    ['save-refugees-day', '2015-09-24'],
    ['world-refugee-day', '2001-06-20'],
    ['korean-war-day', '1950-06-25'],
    ['wartime-abductees-day', '2025-06-28'],
    ['trafficking-day', '2014-07-30'],
    ['disappearances-day', '2011-08-30'],
    ['suicide-prevention-day', '2003-09-10'],
    ['us-nkhra', '2004-10-18'],
    ['rok-nkhra', '2016-03-03'],
    ['separated-families-day', '2023-09-27'],
    ['japan-awareness-week', '2006-12-10/2006-12-16'],
    ['hrc-resolution', '2003-04-16 confirmed'],
    ['unga-third-committee', '2005-11-17 confirmed'],
    ['unga-plenary', '2005-12-16 confirmed'],
    ['upr-dprk', '2009-12-07 confirmed'],
  ])('%s on %s', (id, first) => {
    const [found] = occurrencesIn(seededObservance(id), seededDates.get(id) ?? [], {
      from: on('1900-01-01'),
      to: on('2026-12-31'),
    })
    expect(found && describeOccurrence(found)).toBe(first)
  })
})

test('Separated Families Day is lunar 8/13 in every year of its list', () => {
  const { rule } = seededObservance('separated-families-day')
  const dates = rule.type === 'dated' ? rule.dates : []
  const lunar = dates.map((date) => on(date).withCalendar('dangi'))
  expect(lunar.map(({ monthCode, day }) => `${monthCode} ${day}`)).toEqual(dates.map(() => 'M08 13'))
  expect(dates).toHaveLength(13)
})
