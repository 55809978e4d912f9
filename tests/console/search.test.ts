import { describe, expect, test } from 'vitest'
import { readCalendarSearch } from '../../console/screens/calendar/calendar-search.ts'
import { spanShown, turn } from '../../console/screens/calendar/turn-calendar.ts'
import { readSignInSearch } from '../../console/screens/sign-in/sign-in-search.ts'

describe('the address of the sign-in', () => {
  test.each(['/', '/calendar?view=year', '/campaigns/1'])('leads back to %s', (to) => {
    expect(readSignInSearch({ to })).toEqual({ to })
  })

  test.each(['//press.example', '/\\press.example', 'https://press.example', 'javascript:1', 7, undefined])(
    'leads nowhere else than into the console: %s',
    (to) => {
      expect(readSignInSearch({ to })).toEqual({})
    },
  )
})

describe('the address of the calendar', () => {
  test('says what is shown', () => {
    const search = { view: 'year', on: '2026-07-14', zone: 'mine' }
    expect(readCalendarSearch(search)).toEqual(search)
  })

  test('is read as if what it cannot mean were not there', () => {
    expect(readCalendarSearch({ view: 'week', on: '2026-02-30', zone: 'yours' })).toEqual({})
  })

  test.each([
    ['month', '2026-06-29', '2026-08-02', '2026-08-01', '2026-06-01'],
    ['year', '2026-01-01', '2026-12-31', '2027-07-01', '2025-07-01'],
    ['agenda', '2026-07-14', '2026-09-11', '2026-09-12', '2026-05-15'],
  ] as const)('shows a %s from %s to %s, and turns to %s and %s', (view, from, to, next, before) => {
    const on = Temporal.PlainDate.from('2026-07-14')
    const span = spanShown(view, on)
    expect([span.from, span.to, turn(view, on, 1), turn(view, on, -1)].map(String)).toEqual([from, to, next, before])
  })
})
