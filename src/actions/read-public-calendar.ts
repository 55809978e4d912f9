import { findCalendarStart } from '#database/planning-queries'
import { listEntries, type KeptEntry } from '#database/library-queries'
import { knownDates, listRecordedDates, type RecordedDate } from '#database/observance-queries'
import { listLettersAbout, type LetterAbout } from '#database/public-calendar-queries'
import type { Localised } from '#domain/locale'
import type { Observance } from '#domain/observance'
import { occurrenceName, occurrenceNamed, occurrencesIn, type Occurrence } from '#domain/occurrence'
import { isPublic, publicSpan } from '#domain/public-calendar'
import { todayOf } from './list-days.ts'
import { pastOf } from './read-occurrence.ts'
import type { World } from './world.ts'

/** A day, week or vote as readers are told of it: nothing of drafts, playbooks or staff. */
export type PublicDay = {
  readonly observanceId: string
  readonly name: Localised
  readonly summary: Localised
  /** Where it lies, and how sure that is. What was cancelled before anybody named its day lies at its usual time. */
  readonly occurrence: Occurrence
  /** The name of the occurrence, as `occurrenceName` gives it: the same wherever its day moves. */
  readonly occurrenceName: string
  /** Whether something is decided on it, so that the hour of the place matters. */
  readonly isDecided: boolean
  /** The page that names the day, or says that it does not take place. */
  readonly sourceUrl: string | null
  /** Rises with every word on its day. */
  readonly version: number
  /** When somebody last changed anything of it. */
  readonly changedAt: Temporal.Instant
  /** The letters about it that have gone out, oldest first. */
  readonly letters: readonly Pick<LetterAbout, 'slug' | 'titles'>[]
}

/** What readers are told of the year, in the order of the first days. */
export type PublicCalendar = {
  /** On the organisation's clock. */
  readonly today: Temporal.PlainDate
  readonly days: readonly PublicDay[]
}

/** Reads the calendar that everybody may see: this year so far and the coming twelve months. */
export async function readPublicCalendar(world: World): Promise<PublicCalendar> {
  const { database } = world
  const [today, observances, records, keptSince] = await Promise.all([
    todayOf(world),
    listEntries(database, 'observance'),
    listRecordedDates(database),
    findCalendarStart(database),
  ])
  // Of what nobody has ever touched only that is known: it was there when the calendar began.
  const since = (keptSince ?? today).toZonedDateTime('UTC').toInstant()
  const recordsById = Map.groupBy(records, ({ observanceId }) => observanceId)
  const days = observances
    .flatMap((kept) => daysOf(kept, recordsById.get(kept.id) ?? [], { today, since }))
    .toSorted((a, b) => Temporal.PlainDate.compare(a.occurrence.startsOn, b.occurrence.startsOn))
  const letters = Map.groupBy(
    await listLettersAbout(
      database,
      days.map((day) => ({ observanceId: day.observanceId, occurrence: day.occurrenceName })),
    ),
    ({ observanceId, occurrence }) => `${observanceId}/${occurrence}`,
  )
  return {
    today,
    days: days.map((day) => ({
      ...day,
      letters: (letters.get(`${day.observanceId}/${day.occurrenceName}`) ?? []).map(({ slug, titles }) => ({
        slug,
        titles,
      })),
    })),
  }
}

function daysOf(
  { entry: observance, editedAt }: KeptEntry<'observance'>,
  records: readonly RecordedDate[],
  { today, since }: { readonly today: Temporal.PlainDate; readonly since: Temporal.Instant },
): Omit<PublicDay, 'letters'>[] {
  const { id, name, summary, rule, process } = observance
  return occurrencesIn(observance, knownDates(observance, [...records]), publicSpan(today))
    .filter((occurrence) => isPublic(occurrence, today))
    .map((occurrence) => {
      const itsName = occurrenceName(rule, occurrence.nominalDate)
      const record = records.find((candidate) => candidate.occurrence === itsName)
      return {
        observanceId: id,
        name,
        summary,
        occurrence: atUsualTime(observance, occurrence, record),
        occurrenceName: itsName,
        isDecided: process !== null,
        sourceUrl: sourceOf(observance, occurrence, record),
        version: record?.version ?? 0,
        changedAt: latest(editedAt, record?.changedAt) ?? since,
      }
    })
}

function atUsualTime(observance: Observance, occurrence: Occurrence, record: RecordedDate | undefined): Occurrence {
  if (record === undefined || record.hasDay || occurrence.certainty !== 'cancelled') return occurrence
  const planned = occurrenceNamed(observance, knownDates(observance, []), record.occurrence)
  return { ...(planned ?? occurrence), certainty: 'cancelled' }
}

// A page that was named with a day which nobody has confirmed proves nothing yet.
function sourceOf(
  observance: Observance,
  { certainty, nominalDate }: Occurrence,
  record: RecordedDate | undefined,
): string | null {
  if (certainty === 'cancelled') return record?.cancelSourceUrl ?? null
  if (certainty !== 'confirmed') return null
  return record?.sourceUrl ?? pastOf(observance, occurrenceName(observance.rule, nominalDate))?.sourceUrl ?? null
}

function latest(a: Temporal.Instant | null, b: Temporal.Instant | undefined): Temporal.Instant | null {
  if (a === null || b === undefined) return a ?? b ?? null
  return Temporal.Instant.compare(a, b) > 0 ? a : b
}
