import { listMailProviders, takeTrial } from '#database/provider-queries'
import { limits } from '#domain/limits'
import type { ProviderName } from '#domain/provider'
import { providerStanding, unblemished } from '#domain/provider-health'
import type { World } from './world.ts'

/** A provider for one mail that belongs to no campaign. */
export type PickedProvider = {
  readonly name: ProviderName
  readonly isTrial: boolean
  readonly hadFailures: boolean
  readonly warmUpStartsOn: Temporal.PlainDate | null
}

/** The first provider, in their order, that takes mail now; a mail may try one that has rested. Null when none does. */
export async function pickProvider(
  world: World,
  { except }: { except: readonly ProviderName[] },
): Promise<PickedProvider | null> {
  const now = world.now()
  const known = new Map((await listMailProviders(world.database)).map((row) => [row.name, row]))
  for (const name of world.providers.filter((candidate) => !except.includes(candidate))) {
    const row = known.get(name)
    const health = row ?? unblemished
    const picked = { name, warmUpStartsOn: row?.warmUpStartsOn ?? null }
    const standing = providerStanding(health, world.thresholds, now)
    if (standing === 'ready') return { ...picked, isTrial: false, hadFailures: health.failingBatches > 0 }
    const restsUntil = now.add({ seconds: limits.providerTrialSeconds })
    if (standing === 'to-be-tried' && (await takeTrial(world.database, name, { now, restsUntil })))
      return { ...picked, isTrial: true, hadFailures: true }
  }
  return null
}
