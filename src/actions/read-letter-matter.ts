import type { Campaign } from '#database/campaign-queries'
import type { Executor } from '#database/database'
import { findSentLetter } from '#database/letter-queries'
import { findEntry } from '#database/library-queries'
import { findDecisions, type ToldDecision } from '#database/observance-queries'
import { findOrganisation } from '#database/organisation-queries'
import type { Locale } from '#domain/locale'
import type { LetterMatter } from '#domain/mail-template'
import { letterUrl, sentAtOf, titleIn } from './list-letters.ts'
import type { World } from './world.ts'

/** What a campaign is about besides its words, as it stands now. */
export async function readLetterMatter(
  world: World,
  executor: Executor,
  { campaign, locale }: { campaign: Campaign; locale: Locale },
): Promise<LetterMatter> {
  const calendarUrl = `${world.publicUrl}/letters/${campaign.slug}/event.ics?lang=${locale}`
  return {
    event: campaign.event && { event: campaign.event, calendarUrl },
    ...(await readDecision(executor, { campaign, locale })),
    corrects: await readCorrected(world, executor, { campaign, locale }),
  }
}

async function readCorrected(
  world: World,
  executor: Executor,
  { campaign, locale }: { campaign: Pick<Campaign, 'corrects'>; locale: Locale },
): Promise<LetterMatter['corrects']> {
  const letter = campaign.corrects === null ? undefined : await findSentLetter(executor, { id: campaign.corrects })
  if (!letter) return null
  return {
    title: titleIn(letter, locale),
    sentOn: sentAtOf(letter.campaign, await findOrganisation(executor)).toPlainDate(),
    url: letterUrl(world, letter.campaign.slug, locale),
  }
}

async function readDecision(
  executor: Executor,
  { campaign, locale }: { campaign: Pick<Campaign, 'id'>; locale: Locale },
): Promise<Pick<LetterMatter, 'decision' | 'isDecisionOpen'>> {
  const told = (await findDecisions(executor, [campaign.id])).get(campaign.id)
  if (!told) return { decision: null, isDecisionOpen: false }
  const decision = await describeDecision(executor, told, locale)
  return { decision, isDecisionOpen: decision === null }
}

async function describeDecision(
  executor: Executor,
  { observanceId, date }: ToldDecision,
  locale: Locale,
): Promise<LetterMatter['decision']> {
  if (!date?.outcome || !date.outcomeSourceUrl) return null
  const observance = (await findEntry(executor, 'observance', observanceId))?.entry
  if (!observance) throw new Error('An outcome is recorded of an observance that is in no library.')
  return {
    name: observance.name[locale],
    outcome: date.outcome,
    day: date.startsOn,
    timeZone: date.timeZone ?? observance.timeZone,
    sourceUrl: date.outcomeSourceUrl,
  }
}
