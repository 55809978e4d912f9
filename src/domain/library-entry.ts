import type { z } from 'zod'
import { causeSchema } from './cause.ts'
import { cautionsSchema } from './cautions.ts'
import { issueSchema } from './issue.ts'
import { letterContentsSchema } from './letter.ts'
import { observanceSchema } from './observance.ts'
import { playbookSchema, purposeWordsSchema } from './playbook.ts'

/**
 * The kinds of entries that the library of an organisation keeps, each with its form. Ids are those of the seed library:
 * a playbook has that of its observance, a letter its file name, and what there is one of has the name of its kind.
 */
export const libraryForms = {
  observance: observanceSchema,
  issue: issueSchema,
  playbook: playbookSchema,
  letter: letterContentsSchema,
  cause: causeSchema,
  cautions: cautionsSchema,
  'purpose-words': purposeWordsSchema,
} as const satisfies Record<string, z.ZodType>

export type LibraryKind = keyof typeof libraryForms

/** An entry of one kind. */
export type LibraryEntry<Kind extends LibraryKind> = z.output<(typeof libraryForms)[Kind]>
