import { createRoute, z } from '@hono/zod-openapi'
import { listTopics } from '#actions/list-topics'
import { refusals } from '../api-problem.ts'
import { localisedTextSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const topicsSchema = z.object({
  topics: z.array(
    z
      .object({
        id: z.string().openapi({ example: 'un-watch' }),
        name: localisedTextSchema,
        description: localisedTextSchema,
        hard: z.boolean().openapi({ description: 'Whether its letters may tell of violence or loss.' }),
      })
      .openapi('Topic'),
  ),
})

const route = createRoute({
  method: 'get',
  path: '/api/topics',
  tags: ['Content'],
  summary: 'List topics',
  description: 'The topics that readers choose from, in the order of the form.',
  ...signedInOrKey,
  responses: {
    200: { description: 'The topics on offer.', content: { 'application/json': { schema: topicsSchema } } },
    ...refusals('sign-in-required'),
  },
})

export function listTopicsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const topics = await listTopics(world)
    return c.json({ topics: topics.map(({ id, name, description, hard }) => ({ id, name, description, hard })) }, 200)
  })
}
