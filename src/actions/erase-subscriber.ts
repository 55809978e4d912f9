import { findSubscriber, lockAddress, lockSubscriber } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { beginErasure } from './begin-erasure.ts'
import { openVisit, type OpenVisit } from './open-visit.ts'
import type { World } from './world.ts'

/**
 * Erases a reader at their own wish, behind the link that was mailed to them. Pressed again, it changes nothing more.
 * @returns their language, or null for somebody who was erased before
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function eraseSubscriber(world: World, { token }: { token: string }): Promise<{ locale: Locale } | null> {
  const visit = await findVisit(world, token)
  if (!visit) return null
  const { subscriberId, subscriber: seen } = visit
  await world.database.transaction(async (transaction) => {
    if (seen.emailIndex) await lockAddress(transaction, seen.emailIndex)
    const subscriber = await lockSubscriber(transaction, subscriberId)
    if (subscriber) await beginErasure(world, transaction, subscriber, 'own-data-page')
  })
  return { locale: seen.locale }
}

/** What a link opens; null where it once did, and its reader is erased. */
async function findVisit(world: World, token: string): Promise<OpenVisit | null> {
  try {
    return await openVisit(world, token)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'link-invalid' && (await isOfErased(world, token))) return null
    throw error
  }
}

/** Whether a link was made for somebody who is erased: who asks holds the link, and learns only what they did. */
async function isOfErased(world: World, token: string): Promise<boolean> {
  const [claimed = ''] = token.split('.')
  const [subscriberId, visitId] = world.links.verify('preferences', claimed)?.ids ?? []
  if (subscriberId === undefined || visitId === undefined) return false
  const subscriber = await findSubscriber(world.database, subscriberId)
  return subscriber === undefined || subscriber.erasedAt !== null
}
