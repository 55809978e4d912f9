import type { Executor } from '#database/database'
import { listMailProviders } from '#database/provider-queries'
import type { ProviderName } from '#domain/provider'
import { providerStanding, unblemished, type ProviderStanding } from '#domain/provider-health'
import type { World } from './world.ts'

/** How each configured provider stands now, the usual one first. */
export async function readStandings(
  { providers, thresholds, now }: Pick<World, 'providers' | 'thresholds' | 'now'>,
  executor: Executor,
): Promise<{ name: ProviderName; standing: ProviderStanding }[]> {
  const known = new Map((await listMailProviders(executor)).map((row) => [row.name, row]))
  return providers.map((name) => ({
    name,
    standing: providerStanding(known.get(name) ?? unblemished, thresholds, now()),
  }))
}
