import { firstSendInstant, waitsForOutcome, type Schedule } from './send-time.ts'

/** A letter that arrives at night wakes somebody, or is read over their shoulder. */
export const dayHours = { from: '07:00', to: '21:00' } as const

/**
 * The zones in which a letter arrives before 07:00 or after 21:00. At each reader's own hour that is all of them or none;
 * a letter that waits for an outcome has no hour.
 */
export function nightZones(schedule: Schedule, timeZones: readonly string[]): string[] {
  if (waitsForOutcome(schedule)) return []
  if (schedule.mode === 'local-time') return isNight(Temporal.PlainTime.from(schedule.time)) ? [...timeZones] : []
  const instant = firstSendInstant(schedule)
  return timeZones.filter((timeZone) => isNight(instant.toZonedDateTimeISO(timeZone).toPlainTime()))
}

function isNight(time: Temporal.PlainTime): boolean {
  return (
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(dayHours.from)) < 0 ||
    Temporal.PlainTime.compare(time, Temporal.PlainTime.from(dayHours.to)) > 0
  )
}
