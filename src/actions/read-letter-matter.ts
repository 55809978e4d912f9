import type { Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import type { Locale } from '#domain/locale'
import type { LetterMatter } from '#domain/mail-template'
import type { World } from './world.ts'

/** What a campaign is about besides its words, as it stands now. */
export async function readLetterMatter(
  world: World,
  _executor: Executor,
  { campaign, locale }: { campaign: Campaign; locale: Locale },
): Promise<LetterMatter> {
  const calendarUrl = `${world.publicUrl}/letters/${campaign.slug}/event.ics?lang=${locale}`
  return { event: campaign.event && { event: campaign.event, calendarUrl }, decision: null, corrects: null }
}
