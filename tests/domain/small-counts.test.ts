import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { tellCount, tellCounts } from '#domain/small-counts'

const few = fc.integer({ min: 1, max: limits.readersToldMin - 1 })
const many = fc.integer({ min: limits.readersToldMin, max: 100_000 })

describe('a count of readers', () => {
  test('is told as none, as few, or in tens', () => {
    expect([0, 1, 9, 10, 19, 1_234].map(tellCount)).toEqual([0, null, null, 10, 10, 1_230])
    expect(tellCounts({ nobody: 0, one: 1, nine: 9, ten: 10 })).toEqual({ nobody: 0, one: null, nine: null, ten: 10 })
  })

  test('that differs from another by few is told as the same or one step apart, by however few', () => {
    fc.assert(
      fc.property(few, many, (difference, count) => {
        const steps = ((tellCount(count + difference) ?? 0) - (tellCount(count) ?? 0)) / limits.readersToldMin
        expect([0, 1]).toContain(steps)
      }),
    )
  })
})
