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
})
