import { describe, expect, test } from 'vitest'
import {
  calendarItems,
  isCrowded,
  type CalendarItem,
  type ListedCalendar,
} from '../../console/screens/calendar/calendar-items.ts'
import { daysShown, planMonth } from '../../console/screens/calendar/month-plan.ts'

const july = Temporal.PlainYearMonth.from('2026-07')

function lasting(name: string, from: string, to: string): CalendarItem {
  const days = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) }
  return { kind: 'occurrence', key: name, name, other: name, certainty: 'fixed', ...days }
}

describe('a month', () => {
  test('shows whole weeks from Monday to Sunday', () => {
    const { from, to } = daysShown(july)
    expect([String(from), String(to)]).toEqual(['2026-06-29', '2026-08-02'])
    const weeks = planMonth(july, [])
    expect(weeks).toHaveLength(5)
    expect(weeks.flatMap(({ days }) => days).filter(({ isOutside }) => isOutside)).toHaveLength(4)
  })

  test('puts what lasts one day on its day, and what lasts longer over its days, week by week', () => {
    const weeks = planMonth(july, [
      lasting('day', '2026-07-14', '2026-07-14'),
      lasting('week', '2026-07-07', '2026-07-13'),
    ])
    const onDays = weeks.flatMap(({ days }) => days).filter(({ items }) => items.length > 0)
    expect(onDays.map(({ day }) => String(day))).toEqual(['2026-07-14'])
    expect(
      weeks.map(({ bars }) =>
        bars.map(({ column, days, comesFromBefore, goesOn }) => ({ column, days, comesFromBefore, goesOn })),
      ),
    ).toEqual([
      [],
      [{ column: 1, days: 6, comesFromBefore: false, goesOn: true }],
      [{ column: 0, days: 1, comesFromBefore: true, goesOn: false }],
      [],
      [],
    ])
  })

  test('lays no bar over another, and takes a lane again that is free', () => {
    const weeks = planMonth(july, [
      lasting('a', '2026-07-06', '2026-07-08'),
      lasting('b', '2026-07-07', '2026-07-10'),
      lasting('c', '2026-07-09', '2026-07-12'),
    ])
    expect(weeks[1]?.bars.map(({ item, lane }) => [item.key, lane])).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 0],
    ])
  })
})

describe('the items of the calendar', () => {
  const listed = (status: 'draft' | 'cancelled') => ({
    id: status,
    name: status,
    status,
    day: '2026-07-14',
    isTentative: false,
  })
  const step = { offsetDays: 0, purpose: 'day', plannedFor: '2026-07-14' }
  const calendar: ListedCalendar = {
    occurrences: [
      {
        observanceId: 'day',
        occurrence: '2026',
        name: { en: 'The day', ko: '그날' },
        startsOn: '2026-07-14',
        endsOn: '2026-07-14',
        certainty: 'fixed',
        steps: [
          { ...step, draft: null },
          { ...step, offsetDays: 1, draft: listed('draft') },
        ],
      },
    ],
    campaigns: [listed('cancelled')],
    crowded: [{ from: '2026-07-14', to: '2026-07-15' }],
  }

  test('name occurrences in the language of the person, and leave out what was cancelled', () => {
    const items = calendarItems(calendar, { locale: 'ko' })
    expect(items.map(({ kind, name }) => [kind, name])).toEqual([
      ['occurrence', '그날'],
      ['campaign', 'draft'],
      ['step', '그날'],
    ])
  })

  test('stand on the day that the chosen clocks show', () => {
    const dayOf = () => Temporal.PlainDate.from('2026-07-13')
    const campaigns = calendarItems(calendar, { locale: 'en', dayOf }).filter(({ kind }) => kind === 'campaign')
    expect(campaigns.map(({ from }) => String(from))).toEqual(['2026-07-13'])
  })

  test('are told to crowd on the days of a stretch, its ends included', () => {
    const days = ['2026-07-13', '2026-07-14', '2026-07-15', '2026-07-16'].map((day) => Temporal.PlainDate.from(day))
    expect(days.map((day) => isCrowded(calendar, day))).toEqual([false, true, true, false])
  })
})
