import { createRoute } from '@hono/zod-openapi'
import { readFact } from '#actions/read-fact'
import { refusals } from '../api-problem.ts'
import { factParamSchema, presentReadFact, readFactSchema } from '../present-fact.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/facts/{factId}',
  tags: ['Facts'],
  summary: 'Read a fact',
  description:
    'One fact, what contradicts it, what it said before and why it changed, and every campaign that cites it: drafts, scheduled and sent.',
  ...signedInOrKey,
  request: { params: factParamSchema },
  responses: {
    200: { description: 'The fact.', content: { 'application/json': { schema: readFactSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function readFactRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) =>
    c.json(presentReadFact(await readFact(world, c.req.valid('param'))), 200),
  )
}
