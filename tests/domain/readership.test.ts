import { expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { tellCount } from '#domain/readership'

test('few readers are not counted out, none and many are', () => {
  const counts = [0, 1, limits.readersToldMin - 1, limits.readersToldMin, 1_000]
  expect(counts.map(tellCount)).toEqual([0, null, null, limits.readersToldMin, 1_000])
})
