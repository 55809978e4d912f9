import { listLatestTitles } from '#database/archive-titles-queries'
import type { ArchiveEntry, ArchivedLetter, SentLetter } from '#database/letter-queries'
import type { Organisation } from '#database/organisation-queries'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import type { World } from './world.ts'

/** A letter as it stands in the list of past letters. */
export type ListedLetter = {
  readonly slug: string
  /** In the zone of the organisation, since nobody knows the reader's. */
  readonly sentAt: Temporal.ZonedDateTime
  readonly titles: Partial<Readonly<Record<Locale, string>>>
}

/** The latest letters that can be seen, newest first: as many as the first page shows. */
export async function listLetters(world: World): Promise<ListedLetter[]> {
  const letters = await listLatestTitles(world.database, limits.latestLetters)
  return letters.map((letter) => ({ slug: letter.slug, titles: letter.titles, sentAt: sentAtOf(letter, letter) }))
}

/** A letter of the archive as it stands in a list. */
export function listedLetterOf(
  { slug, letters }: ArchiveEntry,
  organisation: Pick<Organisation, 'timeZone'> | undefined,
): ListedLetter {
  return {
    slug,
    sentAt: sentAtOf({ releasedAt: letters[0]?.releasedAt ?? null }, organisation),
    titles: Object.fromEntries(letters.map(({ locale, title }: ArchivedLetter) => [locale, title])),
  }
}

/** Where a letter stands on the web in a language. */
export function letterUrl({ publicUrl }: Pick<World, 'publicUrl'>, slug: string, locale: Locale): string {
  return `${publicUrl}/letters/${slug}?lang=${locale}`
}

/** The title of a letter in a language, or in the first that it has. */
export function titleIn({ contents }: Pick<SentLetter, 'contents'>, locale: Locale): string {
  return (contents[locale] ?? Object.values(contents)[0])?.title ?? ''
}

/** When a letter began to go out, on the organisation's clock; only letters that did are asked. */
export function sentAtOf(
  { releasedAt }: Pick<SentLetter['campaign'], 'releasedAt'>,
  organisation: Pick<Organisation, 'timeZone'> | undefined,
): Temporal.ZonedDateTime {
  if (!releasedAt) throw new Error('A letter that was not released was read as sent.')
  return releasedAt.toZonedDateTimeISO(organisation?.timeZone ?? 'UTC')
}
