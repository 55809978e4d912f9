import { expect, test } from 'vitest'
import { providerOf } from '#domain/provider'

test('a campaign goes by the provider chosen for it, and by the usual one where none is, or that one is gone', () => {
  expect(providerOf('smtp', ['resend', 'smtp'])).toBe('smtp')
  expect(providerOf(null, ['resend', 'smtp'])).toBe('resend')
  expect(providerOf('smtp', ['resend'])).toBe('resend')
})
