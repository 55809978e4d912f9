import type { PublicDay } from '#actions/read-public-calendar'
import { decisionDays } from '#domain/decision-days'
import { isSure } from '#domain/occurrence'
import type { Words } from '../words.ts'
import { formatDay, formatDayRange } from './dates.ts'

/** How sure a day is, in a sentence; null where its rule says it all. */
export function certaintyNote({ occurrence }: Pick<PublicDay, 'occurrence'>, words: Words): string | null {
  const { certainty, startsOn, endsOn } = occurrence
  if (certainty === 'fixed') return null
  const range = formatDayRange({ from: startsOn, to: endsOn }, words.locale)
  return words.page(`calendar.${certainty}Note`, { range })
}

/** Both days of a decision, where the day is another one for most readers of the language; else null. */
export function bothDaysNote({ occurrence, isDecided }: PublicDay, words: Words): string | null {
  const { certainty, startsOn, endsOn, timeZone } = occurrence
  if (!isDecided || !isSure(certainty) || !startsOn.equals(endsOn)) return null
  const { local, atHome } = decisionDays(startsOn, timeZone, words.locale)
  if (atHome === null) return null
  const { locale } = words
  return words.letter('decision.bothDays', { day: formatDay(local, locale), atHome: formatDay(atHome, locale) })
}

/** Names a day in the address of its place on the page. */
export function dayAnchor({
  observanceId,
  occurrenceName,
}: Pick<PublicDay, 'observanceId' | 'occurrenceName'>): string {
  return `${observanceId}-${occurrenceName}`
}
