import { expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { dayOf, nextDayStart, warmUpDay } from '#domain/warm-up'

const first = Temporal.PlainDate.from('2026-05-13')

test('grows from 150 to 2,000 in the first week', () => {
  const week = Array.from({ length: 7 }, (_, days) => warmUpDay(first, first.add({ days }))?.ceiling)
  expect(week).toEqual([150, 250, 400, 650, 1_000, 1_500, 2_000])
})

test('never jumps to more than twice the day before, nor shrinks, and is over after four weeks', () => {
  const ceilings = Array.from({ length: 28 }, (_, days) => warmUpDay(first, first.add({ days }))?.ceiling ?? 0)
  for (const [index, ceiling] of ceilings.entries()) {
    const before = ceilings[index - 1] ?? ceiling
    expect(ceiling).toBeGreaterThanOrEqual(before)
    expect(ceiling).toBeLessThanOrEqual(2 * before)
  }
  expect(ceilings[27]).toBeGreaterThan(1_000_000)
  expect(warmUpDay(first, first.add({ days: 28 }))).toBeNull()
})

test('counts the days before it as the first, on which at least one batch fits', () => {
  expect(warmUpDay(first, first.subtract({ days: 3 }))).toEqual({ number: 1, ceiling: 150 })
  expect(150).toBeGreaterThanOrEqual(limits.apiBatchSizeMax)
})

test('a day is one of UTC', () => {
  const lateInSeoul = Temporal.Instant.from('2026-05-13T23:59:59+09:00')
  expect(dayOf(lateInSeoul).toString()).toBe('2026-05-13')
  expect(nextDayStart(lateInSeoul).toString()).toBe('2026-05-14T00:00:00Z')
})
