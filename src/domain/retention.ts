import { z } from 'zod'

/** How long what is known of readers is kept. */
export const retentionSchema = z.strictObject({
  /** Days after leaving until everything about a reader is erased but what must outlive them. */
  leaverDays: z.int().min(0).max(3_650),
  /** Months until nothing tells any more which reader a letter went to. */
  deliveryMonths: z.int().min(1).max(120),
})

export type Retention = z.infer<typeof retentionSchema>

/** A month to come back by an own decision, and two years in which a question about a letter can be answered. */
export const defaultRetention: Retention = { leaverDays: 30, deliveryMonths: 24 }

/**
 * Up to when what is kept must have ended to be due for erasure.
 * @returns `leftBefore` for readers who left, `overBefore` for campaigns that are over
 */
export function retentionCutoffs(
  { leaverDays, deliveryMonths }: Retention,
  now: Temporal.Instant,
): { leftBefore: Temporal.Instant; overBefore: Temporal.Instant } {
  const today = now.toZonedDateTimeISO('UTC')
  return {
    leftBefore: today.subtract({ days: leaverDays }).toInstant(),
    overBefore: today.subtract({ months: deliveryMonths }).toInstant(),
  }
}
