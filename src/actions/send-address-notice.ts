import { findAddressChange, forgetFormerAddress } from '#database/address-change-queries'
import { findSubscriber } from '#database/subscriber-queries'
import { readOrganisation } from './read-organisation.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/**
 * Tells the address that a reader has left that letters go elsewhere now, and where to write if it was not they. The
 * address is dropped with that.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendAddressNotice(
  world: SendingWorld,
  { addressChangeId: id, key }: { addressChangeId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const change = await findAddressChange(world.database, id)
  const subscriber = change?.formerSealed && (await findSubscriber(world.database, change.subscriberId))
  if (!change?.formerSealed || !change.confirmedAt || !subscriber) return
  const organisation = await readOrganisation(world)
  const { locale, timeZone } = subscriber
  const mail = await world.templates.renderAddressNotice({
    locale,
    letterhead: organisation,
    privacyUrl: `${world.publicUrl}/privacy?lang=${locale}`,
    changedAt: change.confirmedAt.toZonedDateTimeISO(timeZone ?? organisation.timeZone),
  })
  const place = { table: 'subscribers', column: 'email', id: change.subscriberId }
  const to = world.opener.open(place, change.formerSealed)
  await sendSystemMail(world, { organisation, locale, to, mail, key }, signal)
  await forgetFormerAddress(world.database, id)
}
