import { z } from 'zod'
import { embedOriginSchema } from './embed-origin.ts'
import { imprintSchema } from './imprint.ts'
import { limits } from './limits.ts'
import { localisedLine } from './localised-line.ts'
import { retentionSchema } from './retention.ts'
import { timeZoneSchema } from './time-zone.ts'

/** Everything that is said of the organisation. The postal address is printed in every letter, as CAN-SPAM asks. */
export const describedOrganisationSchema = z.strictObject({
  name: localisedLine(80),
  postalAddress: localisedLine(200),
  /** A mailbox that a person reads; printed in letters and used as `Reply-To`. */
  contactAddress: z.string().max(254),
  /** The address letters come from, at a domain of the organisation's own. */
  senderAddress: z.string().max(254),
  /** The zone in which staff think. */
  timeZone: timeZoneSchema,
  /** What the trust pages say beside that; null where nothing was said. */
  imprint: imprintSchema.nullable(),
  /** Origins whose pages may carry the subscribe form. */
  embedOrigins: z.array(embedOriginSchema).max(limits.embedOriginsMax),
  retention: retentionSchema,
})

/**
 * What an administrator says of the organisation. What letters need is said as a whole; the settings of the pages stay
 * as they are where they are left out, so that a form that does not know them cannot clear them.
 */
export const organisationSchema = describedOrganisationSchema.partial({
  imprint: true,
  embedOrigins: true,
  retention: true,
})

export type OrganisationInput = z.infer<typeof organisationSchema>
