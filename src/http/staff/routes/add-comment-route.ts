import { createRoute, z } from '@hono/zod-openapi'
import { addComment } from '#actions/add-comment'
import { refusals } from '../api-problem.ts'
import { commentTextSchema } from '../present-review.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ text: commentTextSchema })

const example = { text: 'The second figure is of 2019. Is there a newer one?' }

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/comments',
  tags: ['Campaigns'],
  summary: 'Comment on a campaign',
  description:
    'For whoever else works on it. It stands beside the revision that is the newest, and changes no approval.',
  ...signedInOrKey,
  request: {
    params: idParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    201: { description: 'Said.', content: { 'application/json': { schema: z.object({ id: z.uuid() }) } } },
    ...refusals('input-invalid', 'sign-in-required', 'role-missing', 'scope-missing', 'not-found'),
  },
})

export function addCommentRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId } = c.req.valid('param')
    const { commentId } = await addComment(world, { member: c.var.member, campaignId, ...c.req.valid('json') })
    return c.json({ id: commentId }, 201)
  })
}
