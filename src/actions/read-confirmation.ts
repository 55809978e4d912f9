import { findPendingSubscription, type PendingSubscription } from '#database/subscriber-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/**
 * Whether a confirmation link still works, for the page with the button. Changes nothing.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function readConfirmation(world: World, { token }: { token: string }): Promise<{ locale: Locale }> {
  const id = pendingIdOf(world, 'confirm', token)
  const pending = requireOpen(await findPendingSubscription(world.database, id), world.now())
  return { locale: pending.locale }
}

/** The request that a link speaks of. @throws Refusal `link-invalid` */
export function pendingIdOf(world: World, purpose: 'confirm' | 'block', token: string): string {
  const id = world.links.verify(purpose, token)?.ids[0]
  if (id === undefined) throw new Refusal('link-invalid')
  return id
}

/** A request that can be confirmed, or that has been: pressing twice shows the same page twice. @throws Refusal */
export function requireOpen(pending: PendingSubscription | undefined, now: Temporal.Instant): PendingSubscription {
  if (!pending || (!pending.confirmedAt && !pending.emailSealed)) throw new Refusal('link-invalid')
  if (Temporal.Instant.compare(pending.expiresAt, now) <= 0) throw new Refusal('link-expired')
  return pending
}
