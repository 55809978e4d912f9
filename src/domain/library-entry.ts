import { z } from 'zod'
import { causeSchema } from './cause.ts'
import { cautionsSchema } from './cautions.ts'
import { issueSchema } from './issue.ts'
import { letterContentsSchema } from './letter.ts'
import { locales, type Localised } from './locale.ts'
import { observanceSchema } from './observance.ts'
import { playbookSchema, purposeWordsSchema } from './playbook.ts'
import { keptTopicSchema } from './topic.ts'

/**
 * The kinds of entries that the library of an organisation keeps, each with its form. Ids are those of the seed library:
 * a playbook has that of its observance, a letter its file name, a topic its slug, and what there is one of has the name of
 * its kind.
 */
export const libraryForms = {
  observance: observanceSchema,
  issue: issueSchema,
  playbook: playbookSchema,
  letter: letterContentsSchema,
  topic: keptTopicSchema,
  cause: causeSchema,
  cautions: cautionsSchema,
  'purpose-words': purposeWordsSchema,
} as const satisfies Record<string, z.ZodType>

export type LibraryKind = keyof typeof libraryForms

/** An entry of one kind. */
export type LibraryEntry<Kind extends LibraryKind> = z.output<(typeof libraryForms)[Kind]>

/** The kinds of which a library has many entries: these can be made, retired and brought back. */
export const manifoldKinds = [
  'observance',
  'issue',
  'playbook',
  'letter',
  'topic',
] as const satisfies readonly LibraryKind[]

export type ManifoldKind = (typeof manifoldKinds)[number]

/** The kinds of which there is one entry, with the name of its kind for an id. */
export const singleKinds = ['cause', 'cautions', 'purpose-words'] as const satisfies readonly LibraryKind[]

export const libraryKinds = [...manifoldKinds, ...singleKinds] as const

/** The id of an entry, as it stands in a path: that of the seed library. */
export const libraryIdSchema = z.string().regex(/^[a-z0-9-]{2,60}$/)

const forms: { readonly [Kind in LibraryKind]: z.ZodType<LibraryEntry<Kind>> } = libraryForms

/** Gives a stored or received value the form of its kind. @throws ZodError for what has it not */
export function readLibraryEntry<Kind extends LibraryKind>(kind: Kind, value: unknown): LibraryEntry<Kind> {
  return forms[kind].parse(value)
}

/** What of an entry others are told: how it is called, and which of its own fields must hold its id. */
type Reading<Entry> = {
  readonly name: (entry: Entry) => Partial<Localised>
  readonly ownId?: { readonly field: string; readonly of: (entry: Entry) => string }
}

const readings: { readonly [Kind in LibraryKind]: Reading<LibraryEntry<Kind>> } = {
  observance: { name: ({ name }) => name, ownId: { field: 'id', of: ({ id }) => id } },
  issue: { name: ({ brief }) => titlesOf(brief), ownId: { field: 'id', of: ({ id }) => id } },
  playbook: { name: () => ({}), ownId: { field: 'observance', of: ({ observance }) => observance } },
  letter: { name: titlesOf },
  topic: { name: ({ name }) => name },
  cause: { name: ({ title }) => title },
  cautions: { name: () => ({}) },
  'purpose-words': { name: () => ({}) },
}

/** How an entry is called, in the languages in which it has a name of its own. */
export function libraryEntryName<Kind extends LibraryKind>(kind: Kind, entry: LibraryEntry<Kind>): Partial<Localised> {
  return readings[kind].name(entry)
}

/** The field that holds another id than the one under which the entry is to be kept; null where none does. */
export function foreignIdField<Kind extends LibraryKind>(
  kind: Kind,
  id: string,
  entry: LibraryEntry<Kind>,
): string | null {
  const { ownId } = readings[kind]
  return ownId === undefined || ownId.of(entry) === id ? null : ownId.field
}

function titlesOf(
  contents: Partial<Readonly<Record<keyof Localised, { readonly title: string }>>>,
): Partial<Localised> {
  return Object.fromEntries(
    locales.flatMap((locale) => (contents[locale] === undefined ? [] : [[locale, contents[locale].title]])),
  )
}
