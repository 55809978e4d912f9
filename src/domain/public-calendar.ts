import { isBefore, type DaySpan } from './day-span.ts'
import type { Occurrence } from './occurrence.ts'

/** The days that the public calendar shows: this year so far, and twelve months from today. */
export function publicSpan(today: Temporal.PlainDate): DaySpan {
  return { from: today.with({ month: 1, day: 1 }), to: today.add({ months: 12 }) }
}

/**
 * Whether readers are told of an occurrence. One whose usual time is over although nobody ever named its day is left
 * out: nobody here knows whether it took place.
 */
export function isPublic(
  { certainty, endsOn }: Pick<Occurrence, 'certainty' | 'endsOn'>,
  today: Temporal.PlainDate,
): boolean {
  return certainty !== 'expected' || !isBefore(endsOn, today)
}
