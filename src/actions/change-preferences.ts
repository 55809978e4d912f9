import { findTopics } from '#database/content-queries'
import { changeSubscriber, lockSubscriber, replaceSubscriberTopics } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { isTimeZone } from '#domain/time-zone'
import { chooseTopics } from '#domain/topic-choice'
import { subscriberIdOf } from './read-preferences.ts'
import type { World } from './world.ts'

/**
 * Saves a reader's choices; the next letter follows them.
 * @throws Refusal `link-invalid`, `link-expired`, `topics-missing`, `topic-unknown`, `time-zone-unknown`
 */
export async function changePreferences(
  world: World,
  {
    token,
    locale,
    topics,
    timeZone,
  }: { token: string; locale: Locale; topics: readonly string[]; timeZone: string | null },
): Promise<{ locale: Locale }> {
  const id = subscriberIdOf(world, token)
  const chosen = chooseTopics(topics, await findTopics(world.database, topics))
  if (timeZone !== null && !isTimeZone(timeZone)) throw new Refusal('time-zone-unknown', { field: 'timeZone' })
  await world.database.transaction(async (transaction) => {
    const subscriber = await lockSubscriber(transaction, id)
    if (!subscriber || subscriber.endedAt) throw new Refusal('link-invalid')
    await changeSubscriber(transaction, id, { locale, timeZone })
    await replaceSubscriberTopics(transaction, id, chosen)
  })
  return { locale }
}
