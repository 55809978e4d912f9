import { lockSubscriber, type Subscriber } from '#database/subscriber-queries'
import { saveVisit } from '#database/visit-queries'
import { limits } from '#domain/limits'
import type { VisitView } from './open-visit.ts'
import type { SendingWorld } from './world.ts'

/**
 * Seals what a reader's own pages may show them, and returns the token that opens it. Every attempt of the same mail
 * begins the same visit, with the same secret.
 * @param id the key of the job that mails the link
 * @param subscriber as they were when the mail was begun, with the address that it goes to
 * @returns null where they have left or moved since: their links ended with that, and this one shall not outlive them
 */
export async function beginVisit(
  world: SendingWorld,
  { id, subscriber, address }: { id: string; subscriber: Subscriber; address: string },
): Promise<{ token: string; expiresAt: Temporal.Instant } | null> {
  const now = world.now()
  const { id: subscriberId, locale, emailIndex, nameSealed, phraseSealed } = subscriber
  const open = (column: string, sealed: Uint8Array): string =>
    world.opener.open({ table: 'subscribers', column, id: subscriberId }, sealed)
  const view: VisitView = {
    address,
    name: nameSealed && open('name', nameSealed),
    phrase: phraseSealed ? open('phrase', phraseSealed) : world.phrases.phraseFor(subscriberId, locale),
  }
  const expiresAt = now.add({ minutes: limits.requestedPreferencesLinkMinutes })
  const secret = world.viewSecret(id)
  const sealed = world.views.seal({ id, secret }, JSON.stringify(view))
  const isBegun = await world.database.transaction(async (transaction) => {
    const current = await lockSubscriber(transaction, subscriberId)
    if (!current?.emailIndex || !emailIndex || current.endedAt || !isSameIndex(current.emailIndex, emailIndex))
      return false
    await saveVisit(transaction, { id, subscriberId, sealed, createdAt: now, expiresAt })
    return true
  })
  if (!isBegun) return null
  const claim = world.links.sign('preferences', { ids: [subscriberId, id], expiresAt })
  return { token: `${claim}.${secret}`, expiresAt }
}

function isSameIndex(one: Uint8Array, other: Uint8Array): boolean {
  return one.toHex() === other.toHex()
}
