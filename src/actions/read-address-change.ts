import { findAddressChange, type AddressChange } from '#database/address-change-queries'
import { findSubscriber, type Subscriber } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/**
 * Whether a link to confirm a new address still works, for the page with the button. Changes nothing.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function readAddressChange(world: World, { token }: { token: string }): Promise<{ locale: Locale }> {
  const change = requireOpenChange(await findAddressChange(world.database, changeIdOf(world, token)), world.now())
  return { locale: requireReader(await findSubscriber(world.database, change.subscriberId)).locale }
}

/** The change that a link speaks of. @throws Refusal `link-invalid` */
export function changeIdOf(world: World, token: string): string {
  const id = world.links.verify('address', token)?.ids[0]
  if (id === undefined) throw new Refusal('link-invalid')
  return id
}

/** A change that can be confirmed, or has been: pressing twice shows the same page twice. @throws Refusal */
export function requireOpenChange(change: AddressChange | undefined, now: Temporal.Instant): AddressChange {
  if (!change) throw new Refusal('link-invalid')
  if (Temporal.Instant.compare(change.expiresAt, now) <= 0) throw new Refusal('link-expired')
  return change
}

/** The reader of a change, unless they have left meanwhile. @throws Refusal `link-invalid` */
export function requireReader(subscriber: Subscriber | undefined): Subscriber {
  if (!subscriber || subscriber.endedAt) throw new Refusal('link-invalid')
  return subscriber
}
