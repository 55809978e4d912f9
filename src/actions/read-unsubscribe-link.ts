import { findSubscriber } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import type { World } from './world.ts'

/** The language of the reader whom an unsubscribe link speaks of; null for a link that is not ours. Changes nothing. */
export async function readUnsubscribeLink(
  world: World,
  { token }: { token: string },
): Promise<{ locale: Locale } | null> {
  const claim = readUnsubscribeClaim(world, token)
  const subscriber = claim && (await findSubscriber(world.database, claim.subscriberId))
  return subscriber ? { locale: subscriber.locale } : null
}

/** Whom an unsubscribe link speaks of, and the campaign whose letter held it; null for a link that is not ours. */
export function readUnsubscribeClaim(
  world: World,
  token: string,
): { subscriberId: string; campaignId: string | null } | null {
  const ids = world.links.verify('unsubscribe', token)?.ids
  const subscriberId = ids?.at(-1)
  if (subscriberId === undefined) return null
  return { subscriberId, campaignId: ids?.length === 2 ? (ids[0] ?? null) : null }
}
