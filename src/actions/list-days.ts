import { listRecordedDates } from '#database/observance-queries'
import { findOrganisation } from '#database/organisation-queries'
import { isBefore, type DaySpan } from '#domain/day-span'
import { needsOf, type OccurrenceNeed } from '#domain/occurrence-needs'
import { pastOf } from './read-occurrence.ts'
import { showCalendar, type ShownOccurrence } from './show-calendar.ts'
import type { World } from './world.ts'

/** An occurrence with its letters, and with what it needs of a person. */
export type ListedDay = ShownOccurrence & { readonly needs: readonly OccurrenceNeed[] }

/** The occurrences that fall into a stretch of days, with the letters around them and what waits for a person. */
export async function listDays(world: World, span: DaySpan): Promise<ListedDay[]> {
  const { occurrences } = await showCalendar(world, span)
  const outcomes = new Map(
    (await listRecordedDates(world.database)).map((row) => [`${row.observanceId} ${row.occurrence}`, row.outcome]),
  )
  const today = await todayOf(world)
  return occurrences
    .filter(({ occurrence }) => !isBefore(span.to, occurrence.startsOn) && !isBefore(occurrence.endsOn, span.from))
    .map((shown) => {
      const { observance, occurrence, name } = shown
      const outcome = outcomes.get(`${observance.id} ${name}`) ?? pastOf(observance, name)?.outcome ?? null
      return { ...shown, needs: needsOf(observance, occurrence, outcome, today) }
    })
}

/** The day on the organisation's clock. */
export async function todayOf(world: World): Promise<Temporal.PlainDate> {
  const organisation = await findOrganisation(world.database)
  return world
    .now()
    .toZonedDateTimeISO(organisation?.timeZone ?? 'UTC')
    .toPlainDate()
}
