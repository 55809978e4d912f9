import { expect, test } from 'vitest'
import { judgeSending, type SendingVitals } from '#domain/sending-health'

const now = Temporal.Instant.from('2026-07-14T00:00:00Z')

const well: SendingVitals = {
  beatenAt: now.subtract({ seconds: 15 }),
  isStopped: false,
  stoppedProviders: [],
  hasHeldCampaign: false,
}

test.for([
  ['ok when nothing waits for a person', {}, 'ok'],
  ['ok three minutes after the last sign of life', { beatenAt: now.subtract({ seconds: 180 }) }, 'ok'],
  ['stalled after more than that', { beatenAt: now.subtract({ seconds: 181 }) }, 'stalled'],
  ['stalled before the first sign of life', { beatenAt: null }, 'stalled'],
  ['stopped when all sending is', { isStopped: true }, 'stopped'],
  ['stopped when the usual provider is', { stoppedProviders: ['resend'] }, 'stopped'],
  ['ok when only the other provider is stopped', { stoppedProviders: ['smtp'] }, 'ok'],
  ['held when a campaign is', { hasHeldCampaign: true }, 'held'],
  ['stopped rather than held', { isStopped: true, hasHeldCampaign: true }, 'stopped'],
  ['stalled rather than stopped', { beatenAt: null, isStopped: true }, 'stalled'],
] as const)('sending is %s', ([, vitals, health]) => {
  expect(judgeSending({ ...well, ...vitals }, 'resend', now)).toBe(health)
})
