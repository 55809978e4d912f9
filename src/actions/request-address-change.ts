import { hasUntoldAddress, saveAddressChange } from '#database/address-change-queries'
import { enqueueJob } from '#database/job-outbox'
import { lockSubscriber, recordConsent } from '#database/subscriber-queries'
import { addressChangeWording } from '#domain/consent'
import { parseEmailAddress } from '#domain/email-address'
import { limits } from '#domain/limits'
import { Refusal } from '#domain/refusal'
import { openVisit } from './open-visit.ts'
import type { World } from './world.ts'

/**
 * Notes that a reader wants their letters at another address and has that address asked. It does the same for every
 * address, so that nobody learns who else is on the list; whether a mail leaves, and which, is decided by the worker.
 * @throws Refusal `link-invalid`, `link-expired`, `address-malformed`, `address-not-supported`, `address-unchanged`;
 * `rate-limited` while the address that they left last has not been told: whoever took a subscription over could hide
 * that by moving on
 */
export async function requestAddressChange(
  world: World,
  { token, email: typed }: { token: string; email: string },
): Promise<void> {
  const { subscriberId, subscriber, address } = await openVisit(world, token)
  const email = parseEmailAddress(typed)
  if (email === address) throw new Refusal('address-unchanged', { field: 'email' })
  const emailIndex = world.blindIndex.address(email)
  if (!(await hasBudget(world, subscriber.emailIndex, emailIndex))) return
  const now = world.now()
  const id = world.newId()
  const suppressionHash = world.blindIndex.suppression(email)
  await world.database.transaction(async (transaction) => {
    const current = await lockSubscriber(transaction, subscriberId)
    if (!current || current.endedAt) throw new Refusal('link-invalid')
    const since = now.subtract({ hours: limits.systemMailHours })
    if (await hasUntoldAddress(transaction, subscriberId, since)) throw new Refusal('rate-limited')
    await saveAddressChange(transaction, {
      id,
      subscriberId,
      emailIndex,
      suppressionHash,
      // Sealed for the row that will hold it, so that confirming needs no key that opens addresses.
      emailSealed: world.sealer.seal({ table: 'subscribers', column: 'email', id: subscriberId }, email),
      requestedAt: now,
      expiresAt: now.add({ hours: limits.addressChangeHours }),
    })
    await recordConsent(transaction, [
      {
        id: world.newId(),
        subject: suppressionHash,
        kind: 'requested',
        wordingId: addressChangeWording.id,
        wordingVersion: addressChangeWording.version,
        locale: subscriber.locale,
        source: 'address-change',
        occurredAt: now,
      },
    ])
    await enqueueJob(transaction, {
      id: world.newId(),
      name: 'send-address-change',
      payload: { addressChangeId: id },
      now,
    })
  })
}

async function hasBudget(
  { rateLimits }: World,
  formerIndex: Uint8Array | null,
  emailIndex: Uint8Array,
): Promise<boolean> {
  const subjectOf = (index: Uint8Array): string => index.toBase64({ alphabet: 'base64url' })
  return (
    (await rateLimits.take('address-change-per-reader', subjectOf(formerIndex ?? emailIndex))) &&
    (await rateLimits.take('confirmation-per-address', subjectOf(emailIndex))) &&
    (await rateLimits.take('confirmation-per-address-daily', subjectOf(emailIndex))) &&
    (await rateLimits.take('confirmations-overall', 'all'))
  )
}
