import { createRoute, z } from '@hono/zod-openapi'
import { saveLibraryEntry } from '#actions/save-library-entry'
import { foreignIdField, libraryForms, singleKinds, type LibraryEntry, type LibraryKind } from '#domain/library-entry'
import { Refusal } from '#domain/refusal'
import { refusals } from '../api-problem.ts'
import { faultsOf, InvalidInput } from '../invalid-input.ts'
import {
  changeAnswer,
  changeRefusals,
  entryParamSchema,
  EntryOutdated,
  entrySchema,
  versionSchema,
} from '../present-library.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  basedOn: versionSchema.nullable().openapi({ description: 'The version that was edited; null for a new entry.' }),
  entry: entrySchema,
})

const example = {
  basedOn: '3f'.repeat(32),
  entry: {
    title: { en: 'Letters on clean rivers', ko: '맑은 강을 위한 편지' },
    description: { en: 'Short, sourced briefs on rivers.', ko: '출처를 밝힌 강 이야기를 짧게 전합니다.' },
    eyebrow: { en: 'Letters on clean rivers', ko: '맑은 강을 위한 편지' },
    links: {
      write: 'https://rivers.example/write',
      donate: 'https://rivers.example/donate',
      attend: 'https://rivers.example/events',
      share: 'https://rivers.example/share',
      volunteer: 'https://rivers.example/volunteer',
      learn: 'https://rivers.example/sources',
    },
  },
}

const route = createRoute({
  method: 'put',
  path: '/api/library/{kind}/{id}',
  tags: ['Content'],
  summary: 'Write an entry of the library',
  description:
    'New or not. From then on the seed library leaves it alone. The cause and the cautions are for administrators. What ' +
    'it names has to be there. If somebody else was first, the answer holds theirs as `latest`.',
  ...signedInOrKey,
  request: {
    params: entryParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: { 200: changeAnswer, ...refusals(...changeRefusals) },
})

export function saveLibraryEntryRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { kind, id } = c.req.valid('param')
    const { basedOn, entry } = c.req.valid('json')
    const isSingle = singleKinds.some((single) => single === kind)
    if (isSingle && id !== kind) throw new Refusal('not-found')
    const change = { member: c.var.member, kind, id, basedOn, entry: readEntry(kind, id, entry) }
    const result = await saveLibraryEntry(world, change)
    if (!result.isSaved) throw new EntryOutdated(result.latest)
    return c.json({ version: result.version }, 200)
  })
}

/** @throws InvalidInput with every field at fault */
function readEntry(kind: LibraryKind, id: string, entry: unknown): LibraryEntry<LibraryKind> {
  const read = libraryForms[kind].safeParse(entry)
  if (!read.success) {
    throw new InvalidInput(faultsOf(read.error.issues.map((issue) => ({ ...issue, path: ['entry', ...issue.path] }))))
  }
  const foreign = foreignIdField(kind, id, read.data)
  if (foreign !== null)
    throw new InvalidInput([{ field: `entry.${foreign}`, code: 'not-one-of', values: { values: id } }])
  return read.data
}
