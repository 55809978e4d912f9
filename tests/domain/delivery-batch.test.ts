import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideAttempt } from '#domain/delivery-batch'
import { limits } from '#domain/limits'

const start = Temporal.Instant.from('2026-05-13T03:00:00Z')
const after = (duration: { hours?: number; minutes?: number; seconds?: number }): Temporal.Instant =>
  start.add(duration)
const justBefore = (instant: Temporal.Instant): Temporal.Instant => instant.subtract({ nanoseconds: 1 })

const untouched = { firstAttemptAt: null, sealedAt: null, attemptingSince: null }
const endedWithNothing = { firstAttemptAt: start, sealedAt: start, attemptingSince: null }
const inCall = { firstAttemptAt: start, sealedAt: start, attemptingSince: start }

describe.each([{ remembersKeys: true }, { remembersKeys: false }])(
  'a batch of which nothing was sent (%o)',
  (provider) => {
    test('is sent when it is new, however late', () => {
      expect(decideAttempt(untouched, provider, after({ hours: 1_000 }))).toBe('send')
    })

    test('is sent again as it was sealed for a short while, and then only after another look at its readers', () => {
      const ends = after({ minutes: limits.sealMinutes })
      expect(decideAttempt(endedWithNothing, provider, start)).toBe('send')
      expect(decideAttempt(endedWithNothing, provider, justBefore(ends))).toBe('send')
      expect(decideAttempt(endedWithNothing, provider, ends)).toBe('reseal')
      expect(decideAttempt(endedWithNothing, provider, after({ hours: 1_000 }))).toBe('reseal')
    })
  },
)

describe('a batch whose last call has no known end', () => {
  const keyEnds = after({ hours: limits.idempotencyHours })
  const leaseEnds = after({ seconds: limits.attemptLeaseSeconds })

  test.each([
    ['at once', start, 'send'],
    ['to the last moment', justBefore(keyEnds), 'send'],
    ['and no longer', keyEnds, 'give-up'],
    ['nor a year later', after({ hours: 24 * 365 }), 'give-up'],
  ])('is repeated as it is while the provider knows its key: %s', (_what, now, decision) => {
    expect(decideAttempt(inCall, { remembersKeys: true }, now)).toBe(decision)
  })

  test('is given up by the age of its first attempt, for that is the one whose key the provider keeps', () => {
    const calledAgain = { ...inCall, attemptingSince: justBefore(keyEnds) }
    expect(decideAttempt(calledAgain, { remembersKeys: true }, keyEnds)).toBe('give-up')
  })

  test.each([
    ['it waits for the process that may be in it', start, 'wait'],
    ['until no call can still be running', justBefore(leaseEnds), 'wait'],
    ['and is then given up', leaseEnds, 'give-up'],
  ])('is never repeated where no key protects it: %s', (_what, now, decision) => {
    expect(decideAttempt(inCall, { remembersKeys: false }, now)).toBe(decision)
  })

  test('is never sealed anew, which would be a second letter under the first one’s key, and never comes back once given up', () => {
    const seconds = fc.integer({ min: 0, max: 200_000 })
    fc.assert(
      fc.property(seconds, seconds, seconds, fc.boolean(), (first, since, wait, remembersKeys) => {
        const attempts = { ...inCall, attemptingSince: after({ seconds: first }) }
        const decisions = [since, since + wait].map((later) =>
          decideAttempt(attempts, { remembersKeys }, after({ seconds: first + later })),
        )
        expect(decisions).not.toContain('reseal')
        expect(decisions[0] === 'give-up' && decisions[1] !== 'give-up').toBe(false)
      }),
    )
  })
})
