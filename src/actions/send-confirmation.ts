import { findPendingSubscription, findSuppressions, findSubscriberByAddress } from '#database/subscriber-queries'
import { liftedByConsent } from '#domain/suppression'
import { readOrganisation } from './read-organisation.ts'
import { sendPreferencesLink } from './send-preferences-link.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/**
 * Mails the link that completes a request. An address that is suppressed for good gets nothing, and one that is on the
 * list already gets the link to its choices: the web page says the same in every case.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendConfirmation(
  world: SendingWorld,
  { pendingSubscriptionId: id, key }: { pendingSubscriptionId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const pending = await findPendingSubscription(world.database, id)
  const isOver = !pending || pending.confirmedAt || Temporal.Instant.compare(pending.expiresAt, world.now()) <= 0
  if (isOver || !pending.emailSealed) return
  const reasons = [...(await findSuppressions(world.database, [pending.suppressionHash])).values()].flat()
  if (reasons.some((reason) => !liftedByConsent.includes(reason))) return
  const subscriber = await findSubscriberByAddress(world.database, pending.emailIndex)
  if (subscriber && !subscriber.endedAt) {
    await sendPreferencesLink(world, { subscriberId: subscriber.id, key }, signal)
    return
  }

  const organisation = await readOrganisation(world)
  const { expiresAt, locale, timeZone } = pending
  const page = (path: string, purpose: 'confirm' | 'block'): string =>
    `${world.publicUrl}/${path}/${world.links.sign(purpose, { ids: [id], expiresAt })}`
  const mail = await world.templates.renderConfirmation({
    locale,
    letterhead: organisation,
    confirmUrl: page('confirm', 'confirm'),
    blockUrl: page('block', 'block'),
    privacyUrl: `${world.publicUrl}/privacy?lang=${locale}`,
    expiresAt: expiresAt.toZonedDateTimeISO(timeZone ?? organisation.timeZone),
  })
  const to = world.opener.open({ table: 'subscribers', column: 'email', id }, pending.emailSealed)
  await sendSystemMail(world, { organisation, locale, to, mail, key }, signal)
}
