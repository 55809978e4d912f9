import { eventSpan, type LetterEvent } from './letter-event.ts'
import { firstSendInstant, sendInstantIn, waitsForOutcome, type Schedule } from './send-time.ts'

/**
 * The zones in which a letter comes when the event that it invites to has begun. A letter that waits for an outcome has no
 * hour to compare.
 */
export function zonesAfterEvent(event: LetterEvent, schedule: Schedule, timeZones: readonly string[]): string[] {
  if (waitsForOutcome(schedule)) return []
  const begins = eventSpan(event).start.toInstant()
  return timeZones.filter((timeZone) => {
    const comes = schedule.mode === 'instant' ? firstSendInstant(schedule) : sendInstantIn(schedule, timeZone)
    return Temporal.Instant.compare(comes, begins) >= 0
  })
}
