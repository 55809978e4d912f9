import { z } from 'zod'

/** Names an occurrence of an observance in what is stored and sent: `nominalDate` as `Occurrence.nominalDate` has it. */
export const occurrenceKeySchema = z.strictObject({
  observanceId: z.string().regex(/^[a-z0-9-]{2,60}$/),
  nominalDate: z.iso.date(),
})

export type OccurrenceKey = z.infer<typeof occurrenceKeySchema>

/** Names an occurrence by what `occurrenceName` gives: its year where it is announced, its nominal day otherwise. */
export const occurrenceNameSchema = z.string().regex(/^\d{4}(-\d{2}-\d{2})?$/)

/** Names an occurrence where no rule is at hand to read a nominal date by. */
export const namedOccurrenceSchema = z.strictObject({
  observanceId: occurrenceKeySchema.shape.observanceId,
  occurrence: occurrenceNameSchema,
})

export type NamedOccurrence = z.infer<typeof namedOccurrenceSchema>
