import { findSubscriber } from '#database/subscriber-queries'
import { beginVisit } from './begin-visit.ts'
import { readOrganisation } from './read-organisation.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/** Mails somebody the link to their own choices. @throws ProviderFailure when it is to be tried again */
export async function sendPreferencesLink(
  world: SendingWorld,
  { subscriberId, key }: { subscriberId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const subscriber = await findSubscriber(world.database, subscriberId)
  if (!subscriber || subscriber.endedAt || !subscriber.emailSealed) return
  const organisation = await readOrganisation(world)
  const { locale, timeZone } = subscriber
  const to = world.opener.open({ table: 'subscribers', column: 'email', id: subscriberId }, subscriber.emailSealed)
  const { token, expiresAt } = await beginVisit(world, { id: key, subscriber, address: to })
  const mail = await world.templates.renderPreferencesLink({
    locale,
    letterhead: organisation,
    preferencesUrl: `${world.publicUrl}/preferences/${token}`,
    privacyUrl: `${world.publicUrl}/privacy?lang=${locale}`,
    expiresAt: expiresAt.toZonedDateTimeISO(timeZone ?? organisation.timeZone),
  })
  await sendSystemMail(world, { organisation, locale, to, mail, key }, signal)
}
