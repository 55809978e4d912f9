import { listSentLetters, type SentLetter } from '#database/campaign-queries'
import { limits } from '#domain/limits'
import { locales, type Locale } from '#domain/locale'
import type { World } from './world.ts'

/** A letter as it stands in the list of past letters. */
export type ListedLetter = {
  readonly slug: string
  readonly sentAt: Temporal.Instant
  readonly titles: Partial<Readonly<Record<Locale, string>>>
}

/** The letters that have gone out, newest first. */
export async function listLetters(world: World): Promise<ListedLetter[]> {
  const letters = await listSentLetters(world.database, limits.pageSizeMax)
  return letters.map(({ campaign, contents }) => ({
    slug: campaign.slug,
    sentAt: sentAtOf(campaign),
    titles: Object.fromEntries(localesOf(contents).map((locale) => [locale, contents[locale]?.title ?? ''])),
  }))
}

/** The languages in which a letter exists, in our order. */
export function localesOf(contents: SentLetter['contents']): Locale[] {
  return locales.filter((locale) => contents[locale])
}

/** When a letter went out; only letters that did are asked. */
export function sentAtOf({ releasedAt }: Pick<SentLetter['campaign'], 'releasedAt'>): Temporal.Instant {
  if (!releasedAt) throw new Error('A letter that was not released was read as sent.')
  return releasedAt
}
