import { createRoute, z } from '@hono/zod-openapi'
import { settleComment } from '#actions/settle-comment'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const paramSchema = idParamSchema.extend({
  commentId: z.uuid().openapi({
    param: { name: 'commentId', in: 'path' },
    example: '0198d2a4-6c1e-7b3a-9d52-4f0c8e7a1b24',
  }),
})

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/comments/{commentId}/settle',
  tags: ['Campaigns'],
  summary: 'Settle a comment',
  description: 'Marks it as dealt with. It stays where it is. No body.',
  ...signedInOrKey,
  request: { params: paramSchema },
  responses: {
    204: { description: 'Settled.' },
    ...refusals('sign-in-required', 'role-missing', 'scope-missing', 'not-found'),
  },
})

export function settleCommentRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id: campaignId, commentId } = c.req.valid('param')
    await settleComment(world, { member: c.var.member, campaignId, commentId })
    return c.body(null, 204)
  })
}
