import { enqueueJob } from '#database/job-outbox'
import { findNoticeReader } from '#database/staff-queries'
import { locales, type Locale } from '#domain/locale'
import { localeSchema } from '#domain/locale-schema'
import { Refusal } from '#domain/refusal'
import { requirePermission, type StaffMember } from '#domain/staff'
import { readCampaign } from './read-campaign.ts'
import type { World } from './world.ts'

/**
 * Has a worker send the letter, as it stands now, to whoever asks and to nobody else. It counts for nothing: no delivery,
 * no report, no approval knows of it.
 * @returns the language in which it comes: that of the account, or one that the letter has
 * @throws Refusal `not-found`, `revision-missing`, `organisation-incomplete`, `role-missing`
 */
export async function requestTestLetter(
  world: World,
  { member, campaignId }: { member: StaffMember; campaignId: string },
): Promise<{ locale: Locale }> {
  requirePermission(member, 'write-campaign')
  const { revision, organisation } = await readCampaign(world, { campaignId })
  if (!revision) throw new Refusal('revision-missing')
  if (!organisation) throw new Refusal('organisation-incomplete')
  const reader = await findNoticeReader(world.database, member.id)
  if (!reader) throw new Refusal('not-found')
  const payload = { campaignId, staffId: member.id }
  await enqueueJob(world.database, { id: world.newId(), name: 'send-test-letter', payload, now: world.now() })
  return { locale: testLocale(localeSchema.parse(reader.locale), Object.keys(revision.contents)) }
}

/** The language in which somebody gets a test: their own, or else the first that the letter has. */
export function testLocale(own: Locale, available: readonly string[]): Locale {
  if (available.includes(own)) return own
  return locales.find((locale) => available.includes(locale)) ?? own
}
