import { z } from '@hono/zod-openapi'
import { limits } from '#domain/limits'
import { plainLine } from '#domain/plain-text'

/** Why a letter is taken down, or put back. */
export const takedownReasonSchema = z.strictObject({
  reason: plainLine(limits.reasonLengthMax).openapi({
    description: 'For staff and the record of what was done; never shown outside. It names no address.',
  }),
})
