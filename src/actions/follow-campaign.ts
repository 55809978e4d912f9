import { readCampaignAccount } from '#database/account-queries'
import { findCampaign } from '#database/campaign-queries'
import { addUpProgress, readProgress, type LocaleProgress, type ZoneProgress } from '#database/progress-queries'
import { letterLocale } from '#domain/audience'
import { campaignStatus, type CampaignStatus } from '#domain/campaign'
import type { CampaignAccount } from '#domain/campaign-account'
import { localesOf } from '#domain/letter'
import type { Locale } from '#domain/locale'
import { readCampaignState, type CampaignState } from './campaign-state.ts'
import type { World } from './world.ts'

/** How far a campaign has come at this moment, in exact counts: whoever shows them tells them by `tellCount`. */
export type CampaignProgress = {
  readonly status: CampaignStatus
  readonly account: CampaignAccount
  /** In the order in which they are due. */
  readonly zones: readonly ZoneProgress[]
  /**
   * By the language of the letter that readers get: their own where the letter has it, else its fallback. Null is for
   * batches that hold readers of several.
   */
  readonly languages: readonly LocaleProgress[]
}

/**
 * How far a campaign has come, in counts that balance. Cheap enough to be asked every other second.
 * @throws Refusal `not-found`
 */
export async function followCampaign(world: World, { campaignId }: { campaignId: string }): Promise<CampaignProgress> {
  const state = await readCampaignState(world, world.database, await findCampaign(world.database, campaignId))
  const { account } = await readCampaignAccount(world.database, campaignId)
  const { zones, languages } = await readProgress(world.database, campaignId)
  return {
    status: campaignStatus(state.facts),
    account,
    zones,
    languages: zones.length === 0 ? [] : languagesOfLetter(state, languages),
  }
}

/** Adds up readers by the letter they get; a language that the letter has stands there before its first batch does. */
function languagesOfLetter({ revision }: CampaignState, counted: readonly LocaleProgress[]): LocaleProgress[] {
  const available = localesOf(revision?.contents ?? {})
  const fallback = revision?.fallbackLocale ?? null
  const gets = (own: Locale | null): Locale | null => (own === null ? null : letterLocale(available, own, fallback))
  const mixed = counted.some(({ locale }) => gets(locale) === null) ? [null] : []
  return [...available, ...mixed].map((locale) => ({
    locale,
    ...addUpProgress(counted.filter((part) => gets(part.locale) === locale)),
  }))
}
