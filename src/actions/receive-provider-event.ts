import { insertProviderEvent } from '#database/event-queries'
import { deliveryReferenceForm, type ProviderEvent } from '#domain/provider-event'
import type { World } from './world.ts'

/**
 * Keeps an event until `applyProviderEvents` takes it up; the same event again changes nothing. One about a message that
 * is none of a campaign's is not kept: an account at a provider may carry other mail as well.
 */
export async function receiveProviderEvent(world: World, event: ProviderEvent): Promise<void> {
  const reference = event.reference?.toLowerCase() ?? ''
  if (!deliveryReferenceForm.test(reference)) return
  await insertProviderEvent(world.database, { ...event, reference, arrivedAt: world.now() })
}
