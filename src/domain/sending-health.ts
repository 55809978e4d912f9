import { limits } from './limits.ts'
import type { ProviderName } from './provider.ts'

/**
 * Whether mail goes out as it should, in one word for whoever watches from outside.
 * - `ok`: nothing waits for a person
 * - `stalled`: no worker has given a sign of life for minutes, so nothing at all is done
 * - `stopped`: all sending is stopped, or the provider by which mail usually leaves is
 * - `held`: a campaign waits for a person
 */
export type SendingHealth = 'ok' | 'stalled' | 'stopped' | 'held'

/** What there is to see of sending from outside. */
export type SendingVitals = {
  /** The last sign of life of any worker; null before the first. */
  readonly beatenAt: Temporal.Instant | null
  readonly isStopped: boolean
  readonly stoppedProviders: readonly ProviderName[]
  readonly hasHeldCampaign: boolean
}

/** Names the gravest of what is wrong; a stopped provider that mail does not usually take counts by what it held. */
export function judgeSending(
  { beatenAt, isStopped, stoppedProviders, hasHeldCampaign }: SendingVitals,
  usualProvider: ProviderName,
  now: Temporal.Instant,
): SendingHealth {
  if (isSilent(beatenAt, now)) return 'stalled'
  if (isStopped || stoppedProviders.includes(usualProvider)) return 'stopped'
  return hasHeldCampaign ? 'held' : 'ok'
}

/** Whether the last sign of life of a worker is so long ago that none can be at work. */
export function isSilent(beatenAt: Temporal.Instant | null, now: Temporal.Instant): boolean {
  return beatenAt === null || Temporal.Instant.compare(now, beatenAt.add({ seconds: limits.pulseSilenceSeconds })) > 0
}
