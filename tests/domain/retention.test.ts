import { expect, test } from 'vitest'
import { defaultRetention, retentionCutoffs, retentionSchema } from '#domain/retention'

const now = Temporal.Instant.from('2026-03-31T09:00:00Z')

test('days and months are counted back from now, to the last day of a shorter month', () => {
  expect(retentionCutoffs({ leaverDays: 30, deliveryMonths: 1 }, now)).toEqual({
    leftBefore: Temporal.Instant.from('2026-03-01T09:00:00Z'),
    overBefore: Temporal.Instant.from('2026-02-28T09:00:00Z'),
  })
})

test('no days mean at once', () => {
  expect(retentionCutoffs({ leaverDays: 0, deliveryMonths: 1 }, now).leftBefore).toEqual(now)
})

test('what is kept as usual is something that can be set', () => {
  expect(retentionSchema.parse(defaultRetention)).toEqual(defaultRetention)
  expect(retentionSchema.safeParse({ ...defaultRetention, deliveryMonths: 0 }).success).toBe(false)
})
