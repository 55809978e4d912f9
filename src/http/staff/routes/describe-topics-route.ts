import { createRoute, z } from '@hono/zod-openapi'
import { describeTopics } from '#actions/describe-topics'
import { refusals } from '../api-problem.ts'
import { versionSchema } from '../present-library.ts'
import { instantSchema, localisedTextSchema, presentOptionalInstant, toldSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const describedSchema = z
  .object({
    id: z.string().openapi({ example: 'un-watch' }),
    name: localisedTextSchema,
    description: localisedTextSchema,
    hard: z.boolean().openapi({ description: 'Whether its letters may tell of violence or loss.' }),
    version: versionSchema,
    isFromSeed: z.boolean(),
    editedAt: instantSchema.nullable().openapi({ description: 'Since then the seed library leaves it alone.' }),
    retiredAt: instantSchema.nullable().openapi({ description: 'Since then it is offered no more.' }),
    letters: z.number().int().openapi({ description: 'Letters that are chosen for its readers, sent or not.' }),
    unsent: z.number().int().openapi({ description: 'Those of them that have not left and may still leave.' }),
    readers: toldSchema,
  })
  .openapi('DescribedTopic')

const route = createRoute({
  method: 'get',
  path: '/api/topics/uses',
  tags: ['Content'],
  summary: 'See what topics are used for',
  description:
    'Every topic in the order of the form, retired ones as well, with its letters and readers. Readers are told in tens and few are not counted out. Topics are changed as entries of the library of the kind `topic`.',
  ...signedIn,
  responses: {
    200: {
      description: 'The topics.',
      content: { 'application/json': { schema: z.object({ topics: z.array(describedSchema) }) } },
    },
    ...refusals('sign-in-required', 'key-not-accepted'),
  },
})

export function describeTopicsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const topics = await describeTopics(world)
    const presented = topics.map(({ id, entry, version, seedHash, editedAt, retiredAt, letters, unsent, readers }) => ({
      id,
      ...entry,
      version,
      isFromSeed: seedHash !== null,
      editedAt: presentOptionalInstant(editedAt),
      retiredAt: presentOptionalInstant(retiredAt),
      letters,
      unsent,
      readers,
    }))
    return c.json({ topics: presented }, 200)
  })
}
