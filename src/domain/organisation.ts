import { z } from 'zod'
import { localisedLine } from './localised-line.ts'
import { timeZoneSchema } from './time-zone.ts'

/** What an administrator says of the organisation. The postal address is printed in every letter, as CAN-SPAM asks. */
export const organisationSchema = z.strictObject({
  name: localisedLine(80),
  postalAddress: localisedLine(200),
  /** A mailbox that a person reads; printed in letters and used as `Reply-To`. */
  contactAddress: z.string().max(254),
  /** The address letters come from, at a domain of the organisation's own. */
  senderAddress: z.string().max(254),
  /** The zone in which staff think. */
  timeZone: timeZoneSchema,
})

export type OrganisationInput = z.infer<typeof organisationSchema>
