import { z } from 'zod'
import { localisedLine } from './localised-line.ts'

/** A topic that readers can choose, as it is kept: named by its slug elsewhere, and put in order with the others. */
export const keptTopicSchema = z.strictObject({
  name: localisedLine(60),
  description: localisedLine(300),
  /** Whether letters on it may tell of violence or loss; the form says so before anyone chooses. */
  hard: z.boolean(),
})

export type KeptTopic = z.output<typeof keptTopicSchema>

/** A topic of the seed library. The order of its file is that of the form until somebody puts it in another. */
export const topicSchema = keptTopicSchema.extend({
  /** A stable word for URLs and rules, for example `un-watch`. */
  slug: z.string().regex(/^[a-z0-9-]{2,60}$/),
})
