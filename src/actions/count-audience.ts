import { countByTimeZone, countSuppressed } from '#database/audience-breakdown-queries'
import { countReached } from '#database/audience-queries'
import { findToldObservance } from '#database/observance-queries'
import type { AudienceRule } from '#domain/audience'
import type { Locale } from '#domain/locale'
import type { WishReason } from '#domain/reading-wish'
import { Refusal } from '#domain/refusal'
import { readOccasion } from './read-occasion.ts'
import type { World } from './world.ts'

/**
 * How many readers a letter would reach, and how many their own wishes would keep it from, by what it is. Exact:
 * whoever shows it tells it by `tellCount`.
 */
export type AudienceCount = {
  readonly total: number
  readonly byLocale: Partial<Record<Locale, number>>
  readonly heldBack: Partial<Record<WishReason, number>>
  /** The most first; null for readers who gave no zone. */
  readonly byTimeZone: readonly { readonly timeZone: string | null; readonly count: number }[]
  /** Named by the rule, and not mailed because their address is suppressed. */
  readonly suppressed: number
}

/**
 * How many readers a letter would reach if it left now, in all and by language. Never who.
 * @param campaignId the letter that is meant; without, one about no day of the calendar
 * @throws Refusal `not-found`
 */
export async function countAudience(
  world: World,
  { audience, campaignId }: { audience: AudienceRule; campaignId?: string | undefined },
): Promise<AudienceCount> {
  const { database } = world
  const letter =
    campaignId === undefined
      ? ({ kind: 'observance', observanceId: null } as const)
      : await findToldObservance(database, campaignId)
  if (!letter) throw new Refusal('not-found')
  const occasion = await readOccasion(world, database, letter)
  const counts = await countReached(database, audience, occasion)
  const byLocale: Partial<Record<Locale, number>> = {}
  const heldBack: Partial<Record<WishReason, number>> = {}
  for (const { locale, heldBack: reason, count } of counts) {
    if (reason === null) byLocale[locale] = count
    else heldBack[reason] = (heldBack[reason] ?? 0) + count
  }
  const total = Object.values(byLocale).reduce((sum, count) => sum + count, 0)
  return {
    total,
    byLocale,
    heldBack,
    byTimeZone: await countByTimeZone(database, audience, occasion),
    suppressed: await countSuppressed(database, audience),
  }
}
