import { expect, test } from 'vitest'
import { draftState } from '#domain/observance-plan'

const then = Temporal.Instant.from('2026-06-01T00:00Z')
const nothing = { voidedAt: null, releasedAt: null, cancelledAt: null }

test('a draft is open until it is void, begins to leave, or is cancelled by a person', () => {
  expect(draftState(nothing)).toBe('open')
  expect(draftState({ ...nothing, releasedAt: then })).toBe('released')
  expect(draftState({ ...nothing, cancelledAt: then })).toBe('dropped')
})

test('a void draft is void although its campaign is cancelled, and a letter that has left has left though the rest was cancelled', () => {
  expect(draftState({ ...nothing, voidedAt: then, cancelledAt: then })).toBe('void')
  expect(draftState({ ...nothing, releasedAt: then, cancelledAt: then })).toBe('released')
})
