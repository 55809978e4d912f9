import { findCampaign, findLatestRevision } from '#database/campaign-queries'
import { findNoticeReader } from '#database/staff-queries'
import { localeSchema } from '#domain/locale-schema'
import { previewLetter } from './preview-letter.ts'
import { readOrganisation } from './read-organisation.ts'
import { testLocale } from './request-test-letter.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/**
 * Mails a member of staff the letter as it stands, marked as a test in its subject. Its links are nobody's.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendTestLetter(
  world: SendingWorld,
  { campaignId, staffId, key }: { campaignId: string; staffId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const { database } = world
  const reader = await findNoticeReader(database, staffId)
  const campaign = await findCampaign(database, campaignId)
  const revision = await findLatestRevision(database, campaignId)
  // Whoever asked has left since, or the campaign is gone.
  if (!reader || !campaign || !revision) return
  const locale = testLocale(localeSchema.parse(reader.locale), Object.keys(revision.contents))
  const { subject, html, text } = await previewLetter(world, { campaignId, locale })
  const mail = { subject: world.templates.markTest(subject, locale), html, text }
  const organisation = await readOrganisation(world)
  await sendSystemMail(world, { organisation, locale, to: reader.email, mail, key }, signal)
}
