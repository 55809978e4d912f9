import { z } from 'zod'
import { localisedLine } from './localised-line.ts'

/** What an organisation says of itself on its pages, beside what letters print. */
export const imprintSchema = z.strictObject({
  /** The legal name and form, and where it is registered. */
  legalName: localisedLine(200).nullable().default(null),
  /** Who answers for what is published. */
  responsible: localisedLine(200).nullable().default(null),
  /** The country in which the servers with the data stand. */
  hostingCountry: localisedLine(80).nullable().default(null),
  /** A mailbox for reports of weaknesses (RFC 9116); the general one serves where there is none. */
  securityContact: z.email().max(254).nullable().default(null),
  /** Where the public key for such reports is. */
  encryptionKeyUrl: z
    .url({ protocol: /^https$/ })
    .max(400)
    .nullable()
    .default(null),
})

export type Imprint = z.output<typeof imprintSchema>
