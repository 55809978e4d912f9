import { z } from 'zod'
import { askLinksSchema } from './ask.ts'
import { localisedLine } from './localised-line.ts'

/** What the letters of an organisation are about, in its own words: the only place in which a library names its cause. */
export const causeSchema = z.strictObject({
  /** The title of the public site. */
  title: localisedLine(80),
  /** One sentence for search engines and link previews. */
  description: localisedLine(200),
  /** The line above the headline of the first page. */
  eyebrow: localisedLine(80),
  /** Where the buttons of asks lead. */
  links: askLinksSchema,
  /** Where else links of letters may lead without a question: hosts such as `ohchr.org`, with everything below them. */
  linkHosts: z
    .array(z.string().regex(/^(?=.{4,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: 'must be a host, such as ohchr.org' }))
    .max(300)
    .default([]),
})

export type Cause = z.output<typeof causeSchema>
