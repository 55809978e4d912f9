import type { RecordedDate } from '#database/observance-queries'
import { requireNearDay } from '#domain/occurrence'
import { requirePermission } from '#domain/staff'
import type { ConfirmedDay, NamedDay } from '#domain/un-process'
import { changeOccurrence, type OccurrenceWord } from './change-occurrence.ts'
import type { World } from './world.ts'

/**
 * Says that a page names the day of an occurrence, and that this person has read it there. Said again it corrects the
 * day; drafts follow it, and nothing that was approved for another day leaves.
 * @throws Refusal `day-implausible`, `occurrence-outdated`, `role-missing`, `not-found`
 */
export async function confirmDay(
  world: World,
  { day, ...word }: OccurrenceWord & { day: ConfirmedDay },
): Promise<{ version: number }> {
  requirePermission(word.member, 'keep-calendar')
  return changeOccurrence(world, word, ({ occurrence, record, now }) => {
    const changes = dayChanges(day)
    requireNearDay(changes.startsOn, occurrence.nominalDate)
    return {
      action: record.confirmedAt === null ? 'day-confirmed' : 'day-corrected',
      changes: { ...changes, sourceUrl: day.sourceUrl, confirmedBy: word.member.id, confirmedAt: now },
      detail: { ...describeDay(day, record), sourceUrl: day.sourceUrl },
    }
  })
}

/** What a day that somebody names is in the record. */
export function dayChanges({ startsOn, lengthDays, timeZone }: NamedDay) {
  return { startsOn: Temporal.PlainDate.from(startsOn), lengthDays, timeZone, hasDay: true }
}

/** A day in the audit chain, beside the one that it replaces. */
export function describeDay(
  { startsOn, lengthDays, timeZone }: NamedDay,
  record: Pick<RecordedDate, 'hasDay' | 'startsOn' | 'sourceUrl'>,
): Readonly<Record<string, string | number>> {
  return {
    startsOn,
    lengthDays,
    ...(timeZone && { timeZone }),
    ...(record.hasDay && { before: record.startsOn.toString() }),
    ...(record.sourceUrl && { sourceBefore: record.sourceUrl }),
  }
}
