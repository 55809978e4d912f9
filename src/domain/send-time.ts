import { z } from 'zod'
import { limits } from './limits.ts'
import { occurrenceKeySchema } from './occurrence-key.ts'
import { Refusal } from './refusal.ts'
import { timeZoneSchema } from './time-zone.ts'

const wallDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine(isDate)
const wallTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

const clockSchedules = [
  z.strictObject({
    mode: z.literal('instant'),
    date: wallDateSchema,
    time: wallTimeSchema,
    timeZone: timeZoneSchema,
    /** Which of the two is meant when clocks go back and the wall time happens twice. */
    occurrence: z.enum(['earlier', 'later']).optional(),
  }),
  z.strictObject({
    mode: z.literal('local-time'),
    date: wallDateSchema,
    time: wallTimeSchema,
    /** For readers who gave no time zone. */
    timeZone: timeZoneSchema,
  }),
] as const

/**
 * When a campaign leaves: at one instant, at the same hour on every reader's own clock, or as soon as a person has
 * recorded that what an occurrence was for came about. The last has no hour until then.
 */
export const scheduleSchema = z.discriminatedUnion('mode', [
  ...clockSchedules,
  z.strictObject({
    mode: z.literal('on-outcome'),
    ...occurrenceKeySchema.shape,
  }),
])

export type Schedule = z.infer<typeof scheduleSchema>

/** A schedule that names an hour. */
export type ClockSchedule = Exclude<Schedule, { mode: 'on-outcome' }>

/** Whether a campaign waits for a person to record an outcome instead of for an hour. */
export function waitsForOutcome(schedule: Schedule): schedule is Extract<Schedule, { mode: 'on-outcome' }> {
  return schedule.mode === 'on-outcome'
}

// The first wall clock on Earth to show an hour is at UTC+14, the last at UTC-12.
const firstOffset = '+14:00'
const lastOffset = '-12:00'

/**
 * The instant of a schedule's wall time in a zone. Where a reader's clock skips the hour, the hour after the gap is
 * taken; where it repeats the hour, the first (RFC 5545 §3.3.5).
 */
export function sendInstantIn(schedule: ClockSchedule, timeZone: string): Temporal.Instant {
  return wallTimeOf(schedule).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant()
}

/** The instant at which the first mail leaves. */
export function firstSendInstant(schedule: ClockSchedule): Temporal.Instant {
  if (schedule.mode === 'local-time') return sendInstantIn(schedule, firstOffset)
  const disambiguation = schedule.occurrence ?? 'compatible'
  return wallTimeOf(schedule).toZonedDateTime(schedule.timeZone, { disambiguation }).toInstant()
}

/** The instant after which no reader's clock can still be waiting for the hour. */
export function lastSendInstant(schedule: ClockSchedule): Temporal.Instant {
  return schedule.mode === 'local-time' ? sendInstantIn(schedule, lastOffset) : firstSendInstant(schedule)
}

/**
 * Refuses a schedule that cannot be kept: a wall time that its zone skips or repeats without saying which is meant, a
 * moment that is over, or one so far ahead that it is a slip of the pen.
 * @throws Refusal `wall-time-missing`, `wall-time-ambiguous` or `schedule-in-past`
 */
export function checkSchedule(schedule: ClockSchedule, now: Temporal.Instant): void {
  if (schedule.mode === 'instant') checkWallTime(schedule)
  // The hour at UTC+14 may be over while most readers still wait for theirs.
  const decisive = schedule.mode === 'local-time' ? lastSendInstant(schedule) : firstSendInstant(schedule)
  if (Temporal.Instant.compare(decisive, now) <= 0) throw new Refusal('schedule-in-past', { field: 'date' })
  const farthest = now.add({ hours: 24 * limits.scheduleDaysMax })
  if (Temporal.Instant.compare(decisive, farthest) > 0)
    throw new Refusal('schedule-too-far', { field: 'date', limit: limits.scheduleDaysMax })
}

function checkWallTime(schedule: Extract<ClockSchedule, { mode: 'instant' }>): void {
  const wallTime = wallTimeOf(schedule)
  const earlier = wallTime.toZonedDateTime(schedule.timeZone, { disambiguation: 'earlier' })
  const later = wallTime.toZonedDateTime(schedule.timeZone, { disambiguation: 'later' })
  if (earlier.equals(later)) return
  const detail = { field: 'time', timeZone: schedule.timeZone }
  const isSkipped = !earlier.toPlainDateTime().equals(wallTime)
  if (isSkipped) throw new Refusal('wall-time-missing', detail)
  if (schedule.occurrence === undefined) throw new Refusal('wall-time-ambiguous', detail)
}

function wallTimeOf({ date, time }: ClockSchedule): Temporal.PlainDateTime {
  return Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time))
}

function isDate(value: string): boolean {
  try {
    return Temporal.PlainDate.from(value, { overflow: 'reject' }).toString() === value
  } catch {
    return false
  }
}
