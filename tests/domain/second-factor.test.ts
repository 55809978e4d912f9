import { expect, test } from 'vitest'
import { limits } from '#domain/limits'
import { confirmationWaysOf, isRecentlyConfirmed } from '#domain/second-factor'

const now = Temporal.Instant.from('2026-05-13T03:00:00Z')
const passkey = { id: '1', name: null, createdAt: null, isSynced: true }

test.each([
  ['nothing', { totp: false, passkeys: [] }, []],
  ['an authenticator app', { totp: true, passkeys: [] }, ['totp', 'recovery']],
  ['a passkey', { totp: false, passkeys: [passkey] }, ['passkey']],
  ['both', { totp: true, passkeys: [passkey, passkey] }, ['passkey', 'totp', 'recovery']],
])('somebody with %s has these ways to confirm', (_, factors, ways) => {
  expect(confirmationWaysOf(factors)).toEqual(ways)
})

test.each([
  ['never', null, false],
  ['now', now, true],
  ['just within the time', now.subtract({ minutes: limits.confirmationMinutes }), true],
  ['just too long ago', now.subtract({ minutes: limits.confirmationMinutes, nanoseconds: 1 }), false],
  ['by a clock that is a little fast', now.add({ seconds: limits.clockSkewSecondsMax }), true],
  ['in the future', now.add({ seconds: limits.clockSkewSecondsMax, nanoseconds: 1 }), false],
])('a second factor shown %s', (_, secondFactorAt, isRecent) => {
  expect(isRecentlyConfirmed(secondFactorAt, now)).toBe(isRecent)
})
