import { confirmSubscription } from '#actions/confirm-subscription'
import { subscribe, type SubscribeInput } from '#actions/subscribe'
import type { World } from '#actions/world'
import { findOpenRequest } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'

let readers = 0

export function buildRequest(overrides: Partial<SubscribeInput> = {}): SubscribeInput {
  readers += 1
  return {
    email: `reader-${readers}@readers.example`,
    locale: 'en',
    timeZone: 'Europe/London',
    topics: ['days-of-remembrance'],
    form: 'test',
    ...overrides,
  }
}

/** The confirmation token that was, or would be, mailed to an address; null while there is no open request. */
export async function findConfirmToken(world: World, email: string): Promise<string | null> {
  const open = await findOpenRequest(world.database, world.blindIndex.address(parseEmailAddress(email)), world.now())
  return open ? world.links.sign('confirm', { ids: [open.id], expiresAt: open.expiresAt }) : null
}

/** Somebody who asked to be written to and pressed the button. Their id is that of their request. */
export async function addReader(
  world: World,
  overrides: Partial<SubscribeInput> = {},
): Promise<{ id: string; email: string }> {
  const request = buildRequest(overrides)
  await subscribe(world, request)
  const token = (await findConfirmToken(world, request.email)) ?? ''
  const { subscriberId } = await confirmSubscription(world, { token })
  return { id: subscriberId, email: request.email }
}
