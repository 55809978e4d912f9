import { expect, test } from 'vitest'
import { checkTakedownReason, isShown } from '#domain/archive'

const then = Temporal.Instant.from('2026-07-14T00:00:00Z')
const shown = { releasedAt: then, withheldAt: null, takenDownAt: null }

test('a letter is shown from its release on, unless it is withheld or taken down', () => {
  expect(isShown(shown)).toBe(true)
  expect(isShown({ ...shown, releasedAt: null })).toBe(false)
  expect(isShown({ ...shown, withheldAt: then })).toBe(false)
  expect(isShown({ ...shown, takenDownAt: then })).toBe(false)
})

test('the reason of a takedown is kept without the space around it', () => {
  expect(checkTakedownReason(' The family asked. ')).toBe('The family asked.')
})

test.each([
  ['  ', 'reason-missing'],
  ['asked by somebody@example.org', 'reason-names-address'],
  ['asked by somebody＠example.org', 'reason-names-address'],
])('a reason of %j is refused, and the field named', (reason, code) => {
  expect(() => checkTakedownReason(reason)).toThrow(expect.objectContaining({ code, field: 'reason' }))
})
