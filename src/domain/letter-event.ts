import { z } from 'zod'
import { localisedLine } from './localised-line.ts'
import { isHttpsUrl } from './rich-text.ts'
import { isSoundSoFar } from './sound-so-far.ts'
import { timeZoneSchema } from './time-zone.ts'

/** What a letter invites to: when and where, the same in every language. */
export const letterEventSchema = z
  .strictObject({
    name: localisedLine(120),
    date: z.iso.date(),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, such as 19:00' }),
    /** Where the clock of `time` hangs. */
    timeZone: timeZoneSchema,
    durationMinutes: z
      .number()
      .int()
      .min(5)
      .max(7 * 24 * 60),
    /** Where it takes place, in words; null for what is only online. */
    place: localisedLine(200).nullable(),
    /** Where somebody registers or joins. */
    url: z
      .string()
      .max(2000)
      .refine(isHttpsUrl, { params: { code: 'link-not-https' } })
      .nullable(),
  })
  .refine(isOnTheClock, { path: ['time'], params: { code: 'wall-time-missing' }, when: isSoundSoFar })

export type LetterEvent = z.infer<typeof letterEventSchema>

type WallTime = { readonly date: string; readonly time: string; readonly timeZone: string }

/**
 * When an event begins and ends, on the clock of its place. Where that clock shows the hour twice, the first is meant
 * (RFC 5545 §3.3.5).
 */
export function eventSpan({ durationMinutes, ...when }: WallTime & Pick<LetterEvent, 'durationMinutes'>): {
  readonly start: Temporal.ZonedDateTime
  readonly end: Temporal.ZonedDateTime
} {
  const start = startOf(when)
  return { start, end: start.add({ minutes: durationMinutes }) }
}

function startOf({ date, time, timeZone }: WallTime): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) })
}

// Every spring the clocks of many places leave an hour out.
function isOnTheClock(when: WallTime): boolean {
  return startOf(when).toPlainTime().equals(Temporal.PlainTime.from(when.time))
}
