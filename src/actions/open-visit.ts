import { findSubscriber, type Subscriber } from '#database/subscriber-queries'
import { findVisit } from '#database/visit-queries'
import { Refusal } from '#domain/refusal'
import type { World } from './world.ts'

/** What a mailed link shows of a reader, as it was when the mail was written. */
export type VisitView = { readonly address: string; readonly name: string | null; readonly phrase: string }

/** A reader who has opened the link that was mailed to them. */
export type OpenVisit = VisitView & {
  readonly subscriberId: string
  readonly visitId: string
  /** Opens and seals the view; it came with the link. */
  readonly secret: string
  /** As it stands now, with everything sealed still sealed. */
  readonly subscriber: Subscriber
  /** When the link ends. */
  readonly expiresAt: Temporal.Instant
}

/**
 * Opens the link that was mailed to a reader: `<claim>.<secret>`. The claim is signed and names the reader and the visit;
 * the secret opens what the worker sealed with it. Changes nothing. Nobody who has left, or whose address has changed
 * since, is found by it.
 * @throws Refusal `link-invalid`, `link-expired`
 */
export async function openVisit(world: World, token: string): Promise<OpenVisit> {
  const [claimed = '', secret = '', ...rest] = token.split('.')
  const claim = world.links.verify('preferences', claimed)
  const [subscriberId, visitId] = claim?.ids ?? []
  if (!claim?.expiresAt || subscriberId === undefined || visitId === undefined || rest.length > 0)
    throw new Refusal('link-invalid')
  if (Temporal.Instant.compare(claim.expiresAt, world.now()) <= 0) throw new Refusal('link-expired')
  const [visit, subscriber] = await Promise.all([
    findVisit(world.database, { id: visitId, subscriberId }),
    findSubscriber(world.database, subscriberId),
  ])
  const view = visit && world.views.open({ id: visitId, secret }, visit.sealed)
  if (!view || !subscriber || subscriber.endedAt) throw new Refusal('link-invalid')
  return { ...(JSON.parse(view) as VisitView), subscriberId, visitId, secret, subscriber, expiresAt: claim.expiresAt }
}
