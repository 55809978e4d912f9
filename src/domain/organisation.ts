import { z } from 'zod'
import type { Locale } from './locale.ts'
import { plainLine } from './plain-text.ts'
import { timeZoneSchema } from './time-zone.ts'

const filledInEveryLanguage = (lengthMax: number) =>
  z.strictObject({
    en: plainLine(lengthMax).pipe(z.string().min(1)),
    ko: plainLine(lengthMax).pipe(z.string().min(1)),
  } satisfies Record<Locale, z.ZodType>)

/** What an administrator says of the organisation. The postal address is printed in every letter, as CAN-SPAM asks. */
export const organisationSchema = z.strictObject({
  name: filledInEveryLanguage(80),
  postalAddress: filledInEveryLanguage(200),
  /** A mailbox that a person reads; printed in letters and used as `Reply-To`. */
  contactAddress: z.string().max(254),
  /** The address letters come from, at a domain of the organisation's own. */
  senderAddress: z.string().max(254),
  /** The zone in which staff think. */
  timeZone: timeZoneSchema,
})

export type OrganisationInput = z.infer<typeof organisationSchema>
