import {
  findArchiveSpan,
  listArchivedLetters,
  listArchivedTopics,
  type ArchivedLetter,
  type ArchiveEntry,
} from '#database/letter-queries'
import { findOrganisation } from '#database/organisation-queries'
import type { Topic } from '#database/topic-queries'
import {
  excerptOf,
  isFound,
  markFound,
  readLetterQuery,
  type ExcerptPart,
  type LetterQuery,
} from '#domain/letter-search'
import { limits } from '#domain/limits'
import type { Locale } from '#domain/locale'
import { listedLetterOf, type ListedLetter } from './list-letters.ts'
import type { World } from './world.ts'

/** What a reader asks of the archive, as it stands in the address of the page. */
export type ArchiveRequest = {
  /** As it was typed; empty asks for every letter. */
  readonly typed: string
  readonly topic: string | null
  /** On the organisation's calendar. */
  readonly year: number | null
  /** The slug of the letter after which the list goes on. */
  readonly after: string | null
  /** The language to show a found letter in, where it was found in several. */
  readonly locale: Locale
}

/** A letter that was searched for, with what was found in it. */
export type FoundLetter = ListedLetter & {
  /** Null where nothing was searched for. */
  readonly found: {
    readonly locale: Locale
    readonly title: readonly ExcerptPart[]
    readonly excerpt: readonly ExcerptPart[]
  } | null
}

/** One page of the archive, and by what it can be narrowed down. */
export type ArchivePage = {
  readonly letters: readonly FoundLetter[]
  /** The slug after which the next page begins; null on the last. */
  readonly next: string | null
  readonly topics: readonly Topic[]
  /** Newest first. */
  readonly years: readonly number[]
}

/** The letters that can be seen and that hold every word asked for, in any language, newest first. */
export async function searchArchive(world: World, request: ArchiveRequest): Promise<ArchivePage> {
  const { database } = world
  const query = readLetterQuery(request.typed)
  const [organisation, span, topics] = await Promise.all([
    findOrganisation(database),
    findArchiveSpan(database),
    listArchivedTopics(database),
  ])
  const timeZone = organisation?.timeZone ?? 'UTC'
  const isWordless = query === null && request.typed.trim() !== ''
  const filter = {
    query: query ?? undefined,
    topic: request.topic ?? undefined,
    released: request.year === null ? undefined : yearIn(timeZone, request.year),
    after: request.after ?? undefined,
  }
  const entries = isWordless ? [] : await listArchivedLetters(database, filter, limits.archivePageSize + 1)
  const shown = entries.slice(0, limits.archivePageSize)
  return {
    letters: shown.map((entry) => ({
      ...listedLetterOf(entry, organisation),
      found: query && describeFound(entry, query, request.locale),
    })),
    next: entries.length > shown.length ? (shown.at(-1)?.slug ?? null) : null,
    topics,
    years: span ? yearsOf(span, timeZone) : [],
  }
}

function describeFound({ letters }: ArchiveEntry, query: LetterQuery, locale: Locale): FoundLetter['found'] {
  const found = letters.filter(({ words }) => isFound(words, query))
  const best: ArchivedLetter | undefined = found.find((letter) => letter.locale === locale) ?? found[0]
  if (!best) return null
  const { title, preheader, body } = best
  return { locale: best.locale, title: markFound(title, query), excerpt: excerptOf(`${preheader} ${body}`, query) }
}

function yearIn(timeZone: string, year: number): { from: Temporal.Instant; before: Temporal.Instant } {
  const newYear = new Temporal.PlainDate(year, 1, 1)
  const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(timeZone).toInstant()
  return { from: startOf(newYear), before: startOf(newYear.add({ years: 1 })) }
}

function yearsOf({ oldest, newest }: { oldest: Temporal.Instant; newest: Temporal.Instant }, timeZone: string) {
  const last = newest.toZonedDateTimeISO(timeZone).year
  const first = oldest.toZonedDateTimeISO(timeZone).year
  return Array.from({ length: last - first + 1 }, (_, back) => last - back)
}
