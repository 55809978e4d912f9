import { createRoute, z } from '@hono/zod-openapi'
import { listComments } from '#actions/list-comments'
import { refusals } from '../api-problem.ts'
import { commentSchema, presentComments } from '../present-review.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/comments',
  tags: ['Campaigns'],
  summary: 'List what was said to a campaign',
  description: 'Comments of staff, oldest first, settled ones as well.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: {
      description: 'The comments.',
      content: { 'application/json': { schema: z.object({ comments: z.array(commentSchema) }) } },
    },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function listCommentsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const listed = await listComments(world, { campaignId: c.req.valid('param').id })
    return c.json({ comments: presentComments(listed) }, 200)
  })
}
