import type { Locale } from '#domain/locale'
import type { PartChange } from '../campaign-queries.ts'
import type { LetterPart } from './draft.ts'

/** The language that others are translated from, unless somebody chooses: the one in which anything was written first. */
export function sourceLocale(
  changes: readonly PartChange[],
  languages: readonly Locale[],
  chosen: Locale | null,
): Locale {
  if (chosen !== null && languages.includes(chosen)) return chosen
  const first = languages.toSorted((a, b) => firstChange(changes, a) - firstChange(changes, b))[0]
  return first ?? 'en'
}

/** The translations of a part that are older than its source. */
export function driftedLanguages(
  changes: readonly PartChange[],
  part: LetterPart,
  source: Locale,
  languages: readonly Locale[],
): Locale[] {
  const at = changedAt(changes, source, part)
  return languages.filter((locale) => locale !== source && changedAt(changes, locale, part) < at)
}

function changedAt(changes: readonly PartChange[], locale: Locale, part: LetterPart): number {
  return changes.find((change) => change.locale === locale && change.part === part)?.number ?? 0
}

function firstChange(changes: readonly PartChange[], locale: Locale): number {
  const numbers = changes.filter((change) => change.locale === locale).map(({ number }) => number)
  return numbers.length === 0 ? 0 : Math.min(...numbers)
}
