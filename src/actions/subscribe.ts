import { enqueueJob } from '#database/job-outbox'
import { savePendingSubscription } from '#database/save-pending-subscription'
import { findOpenRequest, lockAddress, recordConsent } from '#database/subscriber-queries'
import { findTopics } from '#database/topic-queries'
import { subscribeWording } from '#domain/consent'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import { chooseTopics } from '#domain/topic-choice'
import { isTimeZone } from '#domain/time-zone'
import { readOrganisation } from './read-organisation.ts'
import type { World } from './world.ts'

/** What the form asks. */
export type SubscribeInput = {
  readonly email: string
  readonly locale: Locale
  /** As the browser tells it; anything that is not a zone counts as none. */
  readonly timeZone: string | null
  readonly topics: readonly string[]
  /** Which form the request came from; kept as evidence of consent. */
  readonly form: string
}

/**
 * Notes a request to subscribe and has a confirmation mailed. It does the same for every state of an address, so that
 * nobody can learn who is on the list; whether a mail leaves, and which, is decided later by the worker.
 * @throws Refusal `address-malformed`, `address-not-supported`, `topics-missing`, `topic-unknown`,
 * `organisation-incomplete` while there is nobody to write
 */
export async function subscribe(world: World, input: SubscribeInput): Promise<void> {
  const email = parseEmailAddress(input.email)
  const topics = chooseTopics(input.topics, await findTopics(world.database, input.topics))
  await readOrganisation(world)
  const emailIndex = world.blindIndex.address(email)
  if (!(await hasBudget(world, emailIndex))) return

  const now = world.now()
  await world.database.transaction(async (transaction) => {
    await lockAddress(transaction, emailIndex)
    // A second request keeps the id of the first, so that the link in the first mail still works.
    const open = await findOpenRequest(transaction, emailIndex, now)
    const id = open?.id ?? world.newId()
    const suppressionHash = world.blindIndex.suppression(email)
    await savePendingSubscription(transaction, {
      id,
      emailIndex,
      suppressionHash,
      // Sealed for the row the subscriber will have, so that confirming needs no key that opens addresses.
      emailSealed: world.sealer.seal({ table: 'subscribers', column: 'email', id }, email),
      locale: input.locale,
      timeZone: input.timeZone !== null && isTimeZone(input.timeZone) ? input.timeZone : null,
      topics,
      requestedAt: now,
      expiresAt: now.add({ hours: 24 * limits.pendingSubscriptionDays }),
    })
    await recordConsent(transaction, [
      {
        id: world.newId(),
        subject: suppressionHash,
        kind: 'requested',
        wordingId: subscribeWording.id,
        wordingVersion: subscribeWording.version,
        locale: input.locale,
        source: input.form,
        occurredAt: now,
      },
    ])
    await enqueueJob(transaction, {
      id: world.newId(),
      name: 'send-confirmation',
      payload: { pendingSubscriptionId: id },
      now,
    })
  })
}

async function hasBudget({ rateLimits }: World, emailIndex: Uint8Array): Promise<boolean> {
  const subject = emailIndex.toBase64({ alphabet: 'base64url' })
  return (
    (await rateLimits.take('confirmation-per-address', subject)) &&
    (await rateLimits.take('confirmation-per-address-daily', subject)) &&
    (await rateLimits.take('confirmations-overall', 'all'))
  )
}
