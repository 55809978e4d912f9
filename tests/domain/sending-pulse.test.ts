import { expect, test } from 'vitest'
import { findStopReason } from '#domain/sending-pulse'

const now = Temporal.Instant.from('2026-05-13T03:00:00Z')
const thresholds = { downtimeMinutes: 120 }

function reasonAfter(minutes: number, { beat = 40, remembered = null as number | null, hasPlans = true } = {}) {
  return findStopReason({ last: { beat, beatenAt: now.subtract({ minutes }) }, remembered, hasPlans }, thresholds, now)
}

test('a short silence needs nobody', () => {
  expect([reasonAfter(0), reasonAfter(120)]).toEqual([null, null])
})

test('a long silence needs a person', () => {
  expect(reasonAfter(121)).toBe('downtime')
})

test('a long silence in which there was nothing to do needs nobody', () => {
  expect(reasonAfter(10_000, { hasPlans: false })).toBeNull()
})

test('a database that knows less than is remembered was restored, whatever there is to do', () => {
  const last = { beat: 41, beatenAt: now }
  expect(reasonAfter(0, { remembered: 41, hasPlans: false })).toBe('restored')
  expect(findStopReason({ last: undefined, remembered: 1, hasPlans: false }, thresholds, now)).toBe('restored')
  expect(findStopReason({ last, remembered: 41, hasPlans: true }, thresholds, now)).toBeNull()
})

test('a database that was never used stops nobody', () => {
  expect(findStopReason({ last: undefined, remembered: null, hasPlans: true }, thresholds, now)).toBeNull()
})

test('a clock that went back a little is no silence', () => {
  expect(reasonAfter(-5)).toBeNull()
})
