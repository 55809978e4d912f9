import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cadences } from '#domain/cadence'
import { isPaused, wishAgainst, type Occasion, type ReadingWish } from '#domain/reading-wish'

const now = Temporal.Instant.from('2026-09-24T00:00:00Z')
const open: ReadingWish = { cadence: 'every', chosenDays: [], quietDays: [], pausedUntil: null }
const plain: Occasion = { now, observanceId: null, isCorrection: false, quietNow: [] }
const days = ['river-day', 'bread-day']

const wish: fc.Arbitrary<ReadingWish> = fc.record({
  cadence: fc.constantFrom(...cadences),
  chosenDays: fc.subarray(days),
  quietDays: fc.subarray(days),
  pausedUntil: fc.option(fc.integer({ min: -2, max: 2 }).map((hours) => now.add({ hours }))),
})
const occasion: fc.Arbitrary<Occasion> = fc.record({
  now: fc.constant(now),
  observanceId: fc.option(fc.constantFrom(...days)),
  isCorrection: fc.boolean(),
  quietNow: fc.subarray(days),
})

describe('what keeps a letter from a reader', () => {
  test('is nothing for whoever has only subscribed', () => {
    fc.assert(fc.property(occasion, (any) => wishAgainst(open, any) === null))
  })

  test('is a pause first, whatever else they chose and whatever the letter is', () => {
    fc.assert(
      fc.property(wish, occasion, (reader, letter) => {
        expect(wishAgainst(reader, letter) === 'paused').toBe(isPaused(reader.pausedUntil, now))
      }),
    )
  })

  test('is the quiet around a holiday that they named, and no other', () => {
    const reader = { ...open, quietDays: ['harvest'] }
    expect(wishAgainst(reader, { ...plain, quietNow: ['new-year', 'harvest'] })).toBe('quiet-days')
    expect(wishAgainst(reader, { ...plain, quietNow: ['new-year'] })).toBeNull()
  })

  test('is a digest, for every letter but a correction', () => {
    const reader = { ...open, cadence: 'digest' } as const
    expect(wishAgainst(reader, { ...plain, observanceId: 'river-day' })).toBe('digest')
    expect(wishAgainst(reader, { ...plain, isCorrection: true })).toBeNull()
  })

  test('is any other day than those they chose, for every letter but a correction', () => {
    const reader = { ...open, cadence: 'chosen-days', chosenDays: ['river-day'] } as const
    expect(wishAgainst(reader, { ...plain, observanceId: 'river-day' })).toBeNull()
    expect(wishAgainst(reader, { ...plain, observanceId: 'bread-day' })).toBe('other-days')
    expect(wishAgainst(reader, plain)).toBe('other-days')
    expect(wishAgainst(reader, { ...plain, isCorrection: true })).toBeNull()
  })

  test('is not the days that they ticked while they wanted every letter', () => {
    expect(wishAgainst({ ...open, chosenDays: ['river-day'] }, plain)).toBeNull()
  })

  test('a pause ends at its instant', () => {
    expect(isPaused(now, now)).toBe(false)
    expect(isPaused(now.add({ nanoseconds: 1 }), now)).toBe(true)
    expect(isPaused(null, now)).toBe(false)
  })
})
