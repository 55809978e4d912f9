import { enqueueJob } from '#database/job-outbox'
import { lockSubscriberByAddress } from '#database/subscriber-queries'
import { parseEmailAddress } from '#domain/email-address'
import type { World } from './world.ts'

/**
 * Has a preferences link mailed to an address, if it is on the list. Whoever asks learns nothing either way.
 * @throws Refusal `address-malformed`, `address-not-supported`
 */
export async function requestPreferencesLink(world: World, { email }: { email: string }): Promise<void> {
  const emailIndex = world.blindIndex.address(parseEmailAddress(email))
  const subject = emailIndex.toBase64({ alphabet: 'base64url' })
  if (!(await world.rateLimits.take('preferences-link-per-address', subject))) return
  await world.database.transaction(async (transaction) => {
    const subscriber = await lockSubscriberByAddress(transaction, emailIndex)
    if (!subscriber || subscriber.endedAt) return
    await enqueueJob(transaction, {
      id: world.newId(),
      name: 'send-preferences-link',
      payload: { subscriberId: subscriber.id },
      now: world.now(),
    })
  })
}
