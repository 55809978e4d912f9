import { z } from 'zod'
import { localisedLine } from './localised-line.ts'
import { isHttpsUrl } from './rich-text.ts'
import { timeZoneSchema } from './time-zone.ts'

/** What a letter invites to: when and where, the same in every language. */
export const letterEventSchema = z.strictObject({
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

export type LetterEvent = z.infer<typeof letterEventSchema>
