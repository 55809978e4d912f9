import { z } from 'zod'
import { timeZoneSchema } from './time-zone.ts'

/** An instant before which nothing of a letter may be seen outside, as a wall time in the zone of whoever set it. */
export const embargoSchema = z.strictObject({
  date: z.iso.date(),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, such as 09:00' }),
  timeZone: timeZoneSchema,
})

export type Embargo = z.infer<typeof embargoSchema>
