import { z } from 'zod'

/**
 * How often a reader wants letters: each one, one mail a month with what was missed, or only those of the days that they
 * chose.
 */
export const cadences = ['every', 'digest', 'chosen-days'] as const

export const cadenceSchema = z.enum(cadences)

export type Cadence = z.infer<typeof cadenceSchema>
