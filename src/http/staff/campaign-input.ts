import { z } from '@hono/zod-openapi'
import { plainLine } from '#domain/plain-text'

/** Parts that requests about campaigns are made of. */

/** What staff call a campaign. */
export const campaignNameSchema = plainLine(120).refine((name) => name.trim() !== '')

/** The end of the address of a web copy. */
export const campaignSlugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .openapi({ description: 'The end of the address of its web copy: small letters, digits and hyphens.' })

/** A day of the calendar, in the years in which letters are written. */
export const daySchema = z.string().refine(isDay)

function isDay(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
}
