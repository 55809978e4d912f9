import { createRoute, z } from '@hono/zod-openapi'
import { orderTopics } from '#actions/order-topics'
import { libraryIdSchema } from '#domain/library-entry'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({
  ids: z
    .array(libraryIdSchema)
    .min(1)
    .max(1000)
    .openapi({
      description: 'Topics in their new order; those that are not named come after them, as they stood.',
      example: ['un-watch', 'take-action'],
    }),
})

const route = createRoute({
  method: 'put',
  path: '/api/topics/order',
  tags: ['Content'],
  summary: 'Put topics in order',
  description: 'The order in which readers find them. It is the organisation’s own: the seed library never changes it.',
  ...signedInOrKey,
  request: { body: { required: true, content: { 'application/json': { schema: bodySchema } } } },
  responses: {
    204: { description: 'They stand in this order.' },
    ...refusals(
      'input-invalid',
      'body-too-large',
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'topic-unknown',
    ),
  },
})

export function orderTopicsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await orderTopics(world, { member: c.var.member, ids: c.req.valid('json').ids })
    return c.body(null, 204)
  })
}
