import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideAttempt } from '#domain/delivery-batch'
import { limits } from '#domain/limits'

const start = Temporal.Instant.from('2026-05-13T03:00:00Z')
const after = (duration: { hours?: number; seconds?: number }): Temporal.Instant => start.add(duration)
const neverAttempted = { firstAttemptAt: null, attemptingSince: null }
const inCall = { firstAttemptAt: start, attemptingSince: start }

describe('a batch', () => {
  test.each([true, false])('that was never attempted, or whose every call is known to have ended with nothing, is sent (the provider knows keys: %s)', (remembersKeys) => {
    expect(decideAttempt(neverAttempted, { remembersKeys }, start)).toBe('send')
    expect(decideAttempt({ firstAttemptAt: start, attemptingSince: null }, { remembersKeys }, after({ hours: 1_000 }))).toBe('send')
  })

  test.each([
    [after({ seconds: 0 }), 'send'],
    [after({ hours: limits.idempotencyHours }).subtract({ nanoseconds: 1 }), 'send'],
    [after({ hours: limits.idempotencyHours }), 'give-up'],
    [after({ hours: 24 * 365 }), 'give-up'],
  ])('without a known end is repeated while the provider knows the key: at %s', (now, decision) => {
    expect(decideAttempt(inCall, { remembersKeys: true }, now)).toBe(decision)
  })

  test('is given up by the age of its first attempt, for the provider remembers the first', () => {
    const now = after({ hours: limits.idempotencyHours })
    const calledAgain = { firstAttemptAt: start, attemptingSince: now.subtract({ seconds: 1 }) }
    expect(decideAttempt(calledAgain, { remembersKeys: true }, now)).toBe('give-up')
  })

  test.each([
    [after({ seconds: 0 }), 'wait'],
    [after({ seconds: limits.attemptLeaseSeconds }).subtract({ nanoseconds: 1 }), 'wait'],
    [after({ seconds: limits.attemptLeaseSeconds }), 'give-up'],
  ])('without a known end is never repeated where no key protects it: at %s', (now, decision) => {
    expect(decideAttempt(inCall, { remembersKeys: false }, now)).toBe(decision)
  })

  test('that was given up stays given up however late it is asked again', () => {
    const seconds = fc.integer({ min: 0, max: 200_000 })
    fc.assert(
      fc.property(seconds, seconds, seconds, fc.boolean(), (first, since, wait, remembersKeys) => {
        const attempts = { firstAttemptAt: start, attemptingSince: after({ seconds: first }) }
        const now = after({ seconds: first + since })
        if (decideAttempt(attempts, { remembersKeys }, now) !== 'give-up') return
        expect(decideAttempt(attempts, { remembersKeys }, now.add({ seconds: wait }))).toBe('give-up')
      }),
    )
  })
})
