import { createRoute, z } from '@hono/zod-openapi'
import { listRevisions } from '#actions/list-revisions'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { historySchema, presentHistory } from '../present-review.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  before: z.coerce.number().int().positive().optional().openapi({ description: 'The `next` of the page before.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/revisions',
  tags: ['Campaigns'],
  summary: 'List the revisions of a campaign',
  description: `Newest first, ${limits.pageSizeMax} to a page: who saved each and when, and what changed last in which.`,
  ...signedInOrKey,
  request: { params: idParamSchema, query: querySchema },
  responses: {
    200: { description: 'The history.', content: { 'application/json': { schema: historySchema } } },
    ...refusals('input-invalid', 'sign-in-required', 'not-found'),
  },
})

export function listRevisionsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const history = await listRevisions(world, { campaignId: c.req.valid('param').id, ...c.req.valid('query') })
    return c.json(presentHistory(history, limits.pageSizeMax), 200)
  })
}
