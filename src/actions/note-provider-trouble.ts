import type { Executor } from '#database/database'
import { lockMailProvider, updateMailProvider } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import type { ProviderFailure } from '#domain/provider-failure'
import { healthAfterFailure, type ProviderHealth } from '#domain/provider-health'
import { stopProviderFor } from './stop-provider.ts'
import type { World } from './world.ts'

/**
 * Notes what a call said of its provider: one that refuses us is stopped, one that fails is counted and in time given a
 * rest. What that means for a campaign is asked by whoever claims its next batch. A used-up quota is noted nowhere.
 * @param isTrial whether the call tried the provider after a rest
 * @param trouble null where the call said nothing of the provider
 * @returns the health of a provider that was counted
 */
export async function noteProviderTrouble(
  world: World,
  transaction: Executor,
  { provider, isTrial, trouble }: { provider: ProviderName; isTrial: boolean; trouble: ProviderFailure | null },
): Promise<ProviderHealth | null> {
  switch (trouble?.kind) {
    case 'refused':
      await stopProviderFor(world, transaction, { provider, reason: trouble.code })
      return null
    case 'temporary':
    case 'unknown':
      // A provider that says when to come back is well.
      return trouble.retryAfterSeconds === undefined ? countFailure(world, transaction, { provider, isTrial }) : null
    default:
      return null
  }
}

async function countFailure(
  world: World,
  transaction: Executor,
  { provider, isTrial }: { provider: ProviderName; isTrial: boolean },
): Promise<ProviderHealth> {
  const { thresholds } = world
  const known = await lockMailProvider(transaction, provider)
  const health = healthAfterFailure(known, { isTrial, thresholds }, world.now())
  const { failingBatches, failingSince, restsUntil } = health
  await updateMailProvider(transaction, provider, { failingBatches, failingSince, restsUntil })
  return health
}
