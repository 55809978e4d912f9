import { findSubscriber } from '#database/subscriber-queries'
import { beginVisit } from './begin-visit.ts'
import { readOrganisation } from './read-organisation.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/** Mails somebody the link to their own choices, unless they leave or move meanwhile. @throws ProviderFailure when it is to be tried again */
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
  const visit = await beginVisit(world, { id: key, subscriber, address: to })
  if (!visit) return
  const mail = await world.templates.renderPreferencesLink({
    locale,
    letterhead: organisation,
    preferencesUrl: `${world.publicUrl}/preferences/${visit.token}`,
    privacyUrl: `${world.publicUrl}/privacy?lang=${locale}`,
    expiresAt: visit.expiresAt.toZonedDateTimeISO(timeZone ?? organisation.timeZone),
  })
  await sendSystemMail(world, { organisation, locale, to, mail, key }, signal)
}
