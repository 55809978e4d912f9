import { findCampaign } from '#database/campaign-queries'
import {
  readLanguageOutcomes,
  readOutcomeOverTime,
  type LanguageOutcome,
  type OutcomeStretch,
} from '#database/progress-queries'
import type { Locale } from '#domain/locale'
import { Refusal } from '#domain/refusal'
import { tellCount, tellCounts, type ToldCount, type ToldCounts } from '#domain/small-counts'
import type { World } from './world.ts'

/** How a campaign went by language and over time. Counts as they may be told. */
export type CampaignOutcome = {
  readonly languages: readonly ({ readonly locale: Locale } & ToldCounts<Omit<LanguageOutcome, 'locale'>>)[]
  /** The width of a stretch. */
  readonly stretchMinutes: number
  readonly overTime: readonly {
    /** When the stretch begins. */
    readonly from: Temporal.Instant
    /** Handed over until the end of the stretch, and arrived as far as providers tell: both counted from the release. */
    readonly accepted: ToldCount
    readonly delivered: ToldCount
  }[]
}

/** Stretches from which one is chosen, so that a campaign of minutes and one of days both make a curve. */
const stretches = [1, 5, 15, 60, 360, 1440] as const
const stretchesMax = 60
/** What comes later than this is no part of how it went. */
const daysMax = 14

/** How a campaign went by language and over time, for a report that names nobody. @throws Refusal `not-found` */
export async function describeOutcome(
  { database, now }: World,
  { campaignId }: { campaignId: string },
): Promise<CampaignOutcome> {
  const campaign = await findCampaign(database, campaignId)
  if (!campaign) throw new Refusal('not-found')
  const languages = (await readLanguageOutcomes(database, campaignId)).map(({ locale, ...counts }) => ({
    locale,
    ...tellCounts(counts),
  }))
  if (!campaign.releasedAt) return { languages, stretchMinutes: stretches[0], overTime: [] }
  const since = campaign.releasedAt
  const end = campaign.finishedAt ?? campaign.cancelledAt ?? now()
  const minutes = Math.min(since.until(end).total('minutes'), daysMax * 24 * 60)
  // Arrivals trail the end of sending.
  const stretchMinutes = stretches.find((width) => minutes / width <= stretchesMax / 2) ?? 1440
  const found = await readOutcomeOverTime(database, campaignId, { since, seconds: stretchMinutes * 60 })
  return { languages, stretchMinutes, overTime: addUp(found, since, stretchMinutes) }
}

function addUp(
  found: readonly OutcomeStretch[],
  since: Temporal.Instant,
  stretchMinutes: number,
): CampaignOutcome['overTime'] {
  const shown = found.filter(({ index }) => index < stretchesMax)
  const last = shown.at(-1)?.index
  if (last === undefined) return []
  const totals = { accepted: 0, delivered: 0 }
  return Array.from({ length: last + 1 }, (_, index) => {
    const stretch = shown.find((one) => one.index === index)
    totals.accepted += stretch?.accepted ?? 0
    totals.delivered += stretch?.delivered ?? 0
    return {
      from: since.add({ minutes: index * stretchMinutes }),
      accepted: tellCount(totals.accepted),
      delivered: tellCount(totals.delivered),
    }
  })
}
