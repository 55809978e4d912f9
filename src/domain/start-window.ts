import { limits } from './limits.ts'
import { firstSendInstant, waitsForOutcome, type Schedule } from './send-time.ts'

/**
 * When the first mail of a schedule is due, and after when none may start: a letter that is later than that waits for a
 * person. Neither is known while it waits for an outcome.
 */
export function startWindow(
  schedule: Schedule,
  now: Temporal.Instant,
): { firstDueAt: Temporal.Instant | null; latestStartAt: Temporal.Instant | null } {
  if (waitsForOutcome(schedule)) return { firstDueAt: null, latestStartAt: null }
  const firstDueAt = firstSendInstant(schedule)
  const earliestStart = Temporal.Instant.compare(firstDueAt, now) > 0 ? firstDueAt : now
  return { firstDueAt, latestStartAt: earliestStart.add({ hours: limits.lateStartHours }) }
}
