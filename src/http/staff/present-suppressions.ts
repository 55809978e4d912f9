import { z } from '@hono/zod-openapi'
import { suppressionReasons, type SuppressionReason } from '#domain/suppression'
import { instantSchema, presentInstant } from './presented.ts'

/** The suppressions of one address that are in force. */
export const suppressionsSchema = z.array(z.object({ reason: z.enum(suppressionReasons), since: instantSchema }))

export function presentSuppressions(
  suppressions: readonly { readonly reason: SuppressionReason; readonly suppressedAt: Temporal.Instant }[],
): z.input<typeof suppressionsSchema> {
  return suppressions.map(({ reason, suppressedAt }) => ({ reason, since: presentInstant(suppressedAt) }))
}
