import { z } from '@hono/zod-openapi'
import { limits } from '#domain/limits'

/** Parts that many answers and requests are made of. */

/** An instant in an answer: RFC 3339, in UTC. */
export const instantSchema = z.iso.datetime().openapi({ example: '2026-07-14T00:00:00Z' })

/** A text in every language. */
export const localisedTextSchema = z.object({ en: z.string(), ko: z.string() })

/** The id in a path. What is no UUID names nothing, and is answered with `not-found`. */
export const idParamSchema = z.object({
  id: z.uuid().openapi({ param: { name: 'id', in: 'path' }, example: '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b23' }),
})

/** The id of a member of staff, or of a session of theirs, in a path. */
export const staffIdParamSchema = z.object({
  id: z
    .string()
    .max(100)
    .openapi({ param: { name: 'id', in: 'path' }, example: 'c0nS0le' }),
})

/** A member of staff in an answer. */
export const personSchema = z.object({ id: z.string(), name: z.string() }).openapi('Person')

/** A count of readers as `tellCount` tells it. */
export const toldSchema = z
  .number()
  .int()
  .nullable()
  .openapi({
    description: `Exact only where it is 0. From 1 to ${limits.readersToldMin - 1} it is null, since it could point at somebody; above that it is told in steps of ${limits.readersToldMin}, rounded down.`,
    example: 1230,
  })

/** An instant as the API prints it. */
export function presentInstant(instant: Temporal.Instant): string {
  return instant.toString()
}

/** An instant, or null for what has not happened. */
export function presentOptionalInstant(instant: Temporal.Instant | null): string | null {
  return instant === null ? null : presentInstant(instant)
}
