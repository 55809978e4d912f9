import { findSubscriber, readSubscriberTopics } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** What a reader has chosen. */
export type Preferences = {
  readonly locale: Locale
  readonly topics: readonly string[]
  readonly timeZone: string | null
  readonly unsubscribeToken: string
}

/**
 * A reader's choices, for whoever holds the link that was mailed to them. The address is not among them.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function readPreferences(world: World, { token }: { token: string }): Promise<Preferences> {
  const id = subscriberIdOf(world, token)
  const subscriber = await findSubscriber(world.database, id)
  if (!subscriber || subscriber.endedAt) throw new Refusal('link-invalid')
  return {
    locale: subscriber.locale,
    timeZone: subscriber.timeZone,
    topics: await readSubscriberTopics(world.database, id),
    unsubscribeToken: world.links.sign('unsubscribe', { ids: [id], expiresAt: null }),
  }
}

/** The subscriber that a preferences link speaks of. @throws Refusal `link-invalid`, `link-expired` */
export function subscriberIdOf(world: World, token: string): string {
  const claim = world.links.verify('preferences', token)
  const id = claim?.ids[0]
  if (!claim?.expiresAt || id === undefined) throw new Refusal('link-invalid')
  if (Temporal.Instant.compare(claim.expiresAt, world.now()) <= 0) throw new Refusal('link-expired')
  return id
}
