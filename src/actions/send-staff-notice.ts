import { findNoticeReader } from '#database/staff-queries'
import { listMailing } from '#database/notice-queries'
import { localeSchema } from '#domain/locale-schema'
import { describeNotices } from './describe-notices.ts'
import { readOrganisation } from './read-organisation.ts'
import { sendSystemMail } from './send-system-mail.ts'
import type { SendingWorld } from './world.ts'

/**
 * Mails the notices of one mailing to a member of staff, in their language, unless they want none by mail. It holds
 * nothing of a subscriber.
 * @throws ProviderFailure when it is to be tried again
 */
export async function sendStaffNotice(
  world: SendingWorld,
  { staffId, mailingId, key }: { staffId: string; mailingId: string; key: string },
  signal: AbortSignal,
): Promise<void> {
  const reader = await findNoticeReader(world.database, staffId)
  if (!reader?.getsNotices) return
  const notices = await listMailing(world.database, mailingId)
  if (notices.length === 0) return
  const organisation = await readOrganisation(world)
  const locale = localeSchema.parse(reader.locale)
  const described = await describeNotices(world.database, notices)
  const mail = await world.templates.renderStaffNotice({
    locale,
    letterhead: organisation,
    notices: described.map(({ observance, ...line }) => ({ ...line, observance: observance?.[locale] ?? null })),
    privacyUrl: `${world.publicUrl}/privacy?lang=${locale}`,
  })
  await sendSystemMail(world, { organisation, locale, to: reader.email, mail, key }, signal)
}
