import { earlierDay, isBefore } from './day-span.ts'
import { limits } from './limits.ts'
import type { Occurrence } from './occurrence.ts'

/** When a step is for, and how long it can still be carried out. */
export type StepTiming = {
  readonly plannedFor: Temporal.PlainDate
  /** The last day on which its letter can leave and still be true. */
  readonly lastDay: Temporal.PlainDate
}

/** What the days of a step follow from. */
export type TimedStep = { readonly offsetDays: number; readonly send?: { readonly mode: string } }

/**
 * The days of a step. Steps up to the day count from its first day, steps after it from its last. While only the usual
 * window is known, a step stands for the earliest day it can be for, and is not over before the latest.
 */
export function timeStep(occurrence: Occurrence, { offsetDays, send }: TimedStep): StepTiming {
  const { startsOn, endsOn, certainty } = occurrence
  const plannedFor = (offsetDays > 0 ? endsOn : startsOn).add({ days: offsetDays })
  const latestStart = certainty === 'expected' ? endsOn : startsOn
  if (offsetDays > 0) return { plannedFor, lastDay: plannedFor.add({ days: limits.lateReminderDays }) }
  // A decision late in New York is known in Seoul on the next day, and its letter waits for it.
  const isAwaited = send?.mode === 'on-outcome'
  if (offsetDays === 0)
    return { plannedFor, lastDay: isAwaited ? latestStart.add({ days: limits.lateReminderDays }) : latestStart }
  // What announces a day says nothing true on the day itself.
  const dayBefore = latestStart.subtract({ days: 1 })
  const late = latestStart.add({ days: offsetDays + limits.lateReminderDays })
  return { plannedFor, lastDay: earlierDay(late, dayBefore) }
}

/** Whether a step was missed so recently that somebody should be told. */
export function isMissedLately(
  { lastDay }: StepTiming,
  { today, since }: { today: Temporal.PlainDate; since: Temporal.PlainDate },
): boolean {
  return (
    isBefore(lastDay, today) &&
    !isBefore(lastDay, since) &&
    !isBefore(lastDay, today.subtract({ days: limits.missedNoticeDays }))
  )
}
