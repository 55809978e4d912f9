import { requireNearDay } from '#domain/occurrence'
import { requirePermission } from '#domain/staff'
import type { NamedDay } from '#domain/un-process'
import { changeOccurrence, type OccurrenceWord } from './change-occurrence.ts'
import { dayChanges, describeDay } from './confirm-day.ts'
import type { World } from './world.ts'

/**
 * Says on which day an occurrence falls, as far as somebody has heard. It is tentative until it is confirmed; a day that
 * was confirmed before is so no more, since it is not this one that the page confirms.
 * @throws Refusal `day-implausible`, `occurrence-outdated`, `role-missing`, `not-found`
 */
export async function nameDay(
  world: World,
  { day, ...word }: OccurrenceWord & { day: NamedDay },
): Promise<{ version: number }> {
  requirePermission(word.member, 'keep-calendar')
  return changeOccurrence(world, word, ({ occurrence, record }) => {
    const changes = dayChanges(day)
    requireNearDay(changes.startsOn, occurrence.nominalDate)
    return {
      action: 'day-named',
      changes: { ...changes, sourceUrl: null, confirmedBy: null, confirmedAt: null },
      detail: describeDay(day, record),
    }
  })
}
