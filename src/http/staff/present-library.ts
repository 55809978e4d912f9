import { z, type OpenAPIHono } from '@hono/zod-openapi'
import type { ReadEntry } from '#actions/read-library-entry'
import {
  libraryEntryName,
  libraryForms,
  libraryIdSchema,
  libraryKinds,
  manifoldKinds,
  type LibraryKind,
} from '#domain/library-entry'
import { localeSchema } from '#domain/locale-schema'
import { instantSchema, presentOptionalInstant } from './presented.ts'

/** The names of the forms of entries in the OpenAPI document. */
const formNames = {
  observance: 'LibraryObservance',
  issue: 'LibraryIssue',
  playbook: 'LibraryPlaybook',
  letter: 'LibraryLetter',
  topic: 'LibraryTopic',
  cause: 'LibraryCause',
  cautions: 'LibraryCautions',
  'purpose-words': 'LibraryPurposeWords',
} as const satisfies Record<LibraryKind, string>

/** Documents the form of each kind of entry, to which routes refer. */
export function declareLibraryForms({ openAPIRegistry }: Pick<OpenAPIHono, 'openAPIRegistry'>): void {
  // A schema of the domain may have been made before `openapi` was taught to schemas; its copy knows it.
  for (const kind of libraryKinds) openAPIRegistry.register(formNames[kind], libraryForms[kind].clone())
}

export const libraryKindSchema = z.enum(libraryKinds)

/** The place of an entry. What is no kind, or no id, names nothing. */
export const entryParamSchema = z.object({
  kind: libraryKindSchema.openapi({ param: { name: 'kind', in: 'path' }, example: 'issue' }),
  id: libraryIdSchema.clone().openapi({ param: { name: 'id', in: 'path' }, example: 'resettlement' }),
})

/** The place of what can be retired. */
export const retirableParamSchema = entryParamSchema.extend({
  kind: z.enum(manifoldKinds).openapi({ param: { name: 'kind', in: 'path' }, example: 'topic' }),
})

/** An entry as it is sent and received: its form is that of its kind, and is read by it. */
export const entrySchema = z.unknown().openapi({
  type: 'object',
  description: 'The entry, in the form of its kind.',
  oneOf: Object.values(formNames).map((name) => ({ $ref: `#/components/schemas/${name}` })),
})

export const versionSchema = z
  .string()
  .length(64)
  .openapi({ description: 'Another one as soon as the entry says something else.', example: '3f'.repeat(32) })

const standing = {
  kind: libraryKindSchema,
  id: z.string().openapi({ example: 'resettlement' }),
  name: z.partialRecord(localeSchema, z.string()).openapi({ description: 'Empty for what has no name of its own.' }),
  version: versionSchema,
  isFromSeed: z
    .boolean()
    .openapi({ description: 'Whether the seed library had it when it was last taken from there.' }),
  editedAt: instantSchema.nullable().openapi({ description: 'Since then the seed library leaves it alone.' }),
  editedBy: z.string().nullable(),
  retiredAt: instantSchema.nullable().openapi({ description: 'Since then it is offered no more.' }),
}

export const entrySummarySchema = z.object(standing).openapi('LibraryEntrySummary')

export const keptEntrySchema = z.object({ ...standing, entry: entrySchema }).openapi('LibraryEntry')

/** An entry without its words. */
export function presentEntrySummary({ kind, id, entry, version, seedHash, ...kept }: ReadEntry) {
  return {
    kind,
    id,
    name: libraryEntryName(kind, entry),
    version,
    isFromSeed: seedHash !== null,
    editedAt: presentOptionalInstant(kept.editedAt),
    editedBy: kept.editedBy,
    retiredAt: presentOptionalInstant(kept.retiredAt),
  }
}

export function presentEntry(read: ReadEntry) {
  return { ...presentEntrySummary(read), entry: read.entry }
}

/** Somebody else has changed the entry: the answer holds the latest, so that nothing has to be asked for again. */
export class EntryOutdated extends Error {
  override readonly name = 'EntryOutdated'
  readonly latest: ReturnType<typeof presentEntry>

  constructor(latest: ReadEntry) {
    super('revision-outdated')
    this.latest = presentEntry(latest)
  }
}

/** The answer to a change that was based on the latest version. */
export const changeAnswer = {
  description: 'Saved.',
  content: { 'application/json': { schema: z.object({ version: versionSchema }) } },
} as const

/** What every change of an entry can be refused with. */
export const changeRefusals = [
  'input-invalid',
  'body-too-large',
  'sign-in-required',
  'role-missing',
  'not-found',
  'revision-outdated',
  'library-inconsistent',
] as const
