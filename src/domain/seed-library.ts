import { z } from 'zod'
import { causeSchema } from './cause.ts'
import { cautionsSchema } from './cautions.ts'
import { factSchema } from './fact.ts'
import { issueSchema } from './issue.ts'
import { letterContentsSchema } from './letter.ts'
import { observanceSchema } from './observance.ts'
import { playbookSchema, purposeWordsSchema } from './playbook.ts'
import { topicSchema } from './topic.ts'

/**
 * A seed library: everything that an organisation begins with, and the only part of Northlight that knows a cause.
 * Each key is a file of `content/`, `letters` the folder of that name. `content/README.md` describes them.
 */
export const seedLibrarySchema = z.strictObject({
  cause: causeSchema,
  topics: z.array(topicSchema).min(1),
  facts: z.array(factSchema),
  observances: z.array(observanceSchema),
  issues: z.array(issueSchema),
  playbooks: z.strictObject({ purposes: purposeWordsSchema, series: z.array(playbookSchema) }),
  cautions: cautionsSchema,
  letters: z.record(z.string().regex(/^[a-z0-9-]{2,60}$/), letterContentsSchema),
})

export type SeedLibrary = z.output<typeof seedLibrarySchema>

/** The parts of a seed library, in the order in which they refer to each other. */
export const seedParts = seedLibrarySchema.keyof().options

/** The files of a seed library, before anybody has looked into them; what is missing is found when they are read. */
export type SeedFiles = Readonly<Partial<Record<keyof SeedLibrary, unknown>>>

/** The file of a part of the library. */
export function seedFileName(part: string): string {
  return part === 'letters' ? 'letters/' : `${part}.json`
}
