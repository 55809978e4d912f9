import { findAddressChange, type AddressChange } from '#database/address-change-queries'
import {
  findSubscriber,
  findSubscriberByAddress,
  findSuppressions,
  type Subscriber,
} from '#database/subscriber-queries'
import { liftedByConsent } from '#domain/suppression'
import { readOrganisation } from './read-organisation.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/**
 * Asks a new address whether letters shall go there. An address that is suppressed for good gets nothing, and one whose
 * reader has a subscription already is told so: the web page says the same in every case.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendAddressChange(
  world: SendingWorld,
  { addressChangeId: id, key }: { addressChangeId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const change = await findOpenChange(world, id)
  const subscriber = change && (await findSubscriber(world.database, change.subscriberId))
  if (!change || !subscriber || subscriber.endedAt) return
  const reasons = [...(await findSuppressions(world.database, [change.suppressionHash])).values()].flat()
  if (reasons.some((reason) => !liftedByConsent.includes(reason))) return
  const organisation = await readOrganisation(world)
  const holder = await findHolder(world, change)
  const { locale, timeZone } = holder ?? subscriber
  const token = world.links.sign('address', { ids: [id], expiresAt: change.expiresAt })
  const mail = await world.templates.renderAddressChange({
    locale,
    letterhead: organisation,
    confirmUrl: holder ? null : `${world.publicUrl}/address/${token}`,
    privacyUrl: `${world.publicUrl}/privacy?lang=${locale}`,
    expiresAt: change.expiresAt.toZonedDateTimeISO(timeZone ?? organisation.timeZone),
  })
  const place = { table: 'subscribers', column: 'email', id: change.subscriberId }
  const to = world.opener.open(place, change.emailSealed)
  await sendSystemMail(world, { organisation, locale, to, mail, key }, signal)
}

async function findOpenChange(world: SendingWorld, id: string): Promise<AddressChange | undefined> {
  const change = await findAddressChange(world.database, id)
  const isOver = !change || change.confirmedAt || Temporal.Instant.compare(change.expiresAt, world.now()) <= 0
  return isOver ? undefined : change
}

/** Another reader who gets letters at the new address. */
async function findHolder(
  { database }: SendingWorld,
  { emailIndex, subscriberId }: AddressChange,
): Promise<Subscriber | undefined> {
  const holder = await findSubscriberByAddress(database, emailIndex)
  return holder && holder.id !== subscriberId && !holder.endedAt ? holder : undefined
}
