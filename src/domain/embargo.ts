import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { checkSchedule, firstSendInstant, waitsForOutcome, type ClockSchedule, type Schedule } from './send-time.ts'
import { timeZoneSchema } from './time-zone.ts'

/** An instant before which nothing of a letter may be seen outside, as a wall time in the zone of whoever set it. */
export const embargoSchema = z.strictObject({
  date: z.iso.date(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, such as 09:00' }),
  timeZone: timeZoneSchema,
})

export type Embargo = z.infer<typeof embargoSchema>

/**
 * When an embargo ends. Where the clocks skip the hour or show it twice, the later reading is taken, so that nothing
 * leaves before any of them.
 */
export function embargoEnd({ date, time, timeZone }: Embargo): Temporal.Instant {
  return Temporal.PlainDate.from(date)
    .toPlainDateTime(Temporal.PlainTime.from(time))
    .toZonedDateTime(timeZone, { disambiguation: 'later' })
    .toInstant()
}

/** Whether an embargo still holds; null is none. */
export function isEmbargoed(embargo: Embargo | null, now: Temporal.Instant): boolean {
  return embargo !== null && Temporal.Instant.compare(now, embargoEnd(embargo)) < 0
}

/** Refuses an embargo that holds nothing back any more: its year or day is a slip of the pen. @throws Refusal `embargo-in-past` */
export function requireAhead(embargo: Embargo, now: Temporal.Instant): void {
  if (!isEmbargoed(embargo, now)) throw new Refusal('embargo-in-past', { field: 'date' })
}

/**
 * Refuses a schedule by which any mail could leave under the embargo. At each reader's own hour, that of the first zone
 * on Earth decides: nobody's letter is held back alone, since whoever has it can pass it on.
 * @throws Refusal `schedule-before-embargo`, naming the first instant on the clock of the embargo
 */
export function requireAfterEmbargo(schedule: ClockSchedule, embargo: Embargo | null): void {
  if (embargo === null) return
  const first = firstSendInstant(schedule)
  if (!isEmbargoed(embargo, first)) return
  throw new Refusal('schedule-before-embargo', { field: 'date', time: onClock(first, embargo.timeZone) })
}

/**
 * Refuses a schedule that cannot be kept or would break the embargo. One that waits for an outcome has no hour to check:
 * when the outcome is there, the embargo is minded.
 * @throws Refusal as `checkSchedule` and `requireAfterEmbargo`
 */
export function requireTimely(schedule: Schedule, embargo: Embargo | null, now: Temporal.Instant): void {
  if (waitsForOutcome(schedule)) return
  checkSchedule(schedule, now)
  requireAfterEmbargo(schedule, embargo)
}

/** When a letter that is ready at an instant may leave: then, or when its embargo ends. */
export function afterEmbargo(ready: Temporal.Instant, embargo: Embargo | null): Temporal.Instant {
  return embargo !== null && isEmbargoed(embargo, ready) ? embargoEnd(embargo) : ready
}

function onClock(instant: Temporal.Instant, timeZone: string): string {
  const wall = instant.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })
  return `${wall.replace('T', ' ')} (${timeZone})`
}
