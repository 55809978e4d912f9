import { z } from 'zod'
import { localisedLine } from './localised-line.ts'

/** A topic of the seed library that readers can choose. */
export const topicSchema = z.strictObject({
  /** A stable word for URLs and rules, for example `un-watch`. */
  slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
  name: localisedLine(60),
  description: localisedLine(300),
  /** Whether letters on it may tell of violence or loss; the form says so before anyone chooses. */
  hard: z.boolean(),
})
