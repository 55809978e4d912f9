import type { ProviderName } from '#domain/provider'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** @throws Refusal `provider-unknown` when no mail can leave by this provider here */
export function requireConfigured({ providers }: Pick<World, 'providers'>, provider: ProviderName): void {
  if (!providers.includes(provider)) throw new Refusal('provider-unknown', { provider })
}
