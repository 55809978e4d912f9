import { createRoute } from '@hono/zod-openapi'
import { stopSending } from '#actions/stop-sending'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/sending/stop',
  tags: ['Sending'],
  summary: 'Stop all sending',
  description: 'Stops every campaign before its next batch. No body.',
  ...signedInOrKey,
  responses: {
    204: { description: 'Nothing more leaves.' },
    ...refusals('sign-in-required', 'role-missing', 'scope-missing', 'organisation-incomplete'),
  },
})

export function stopSendingRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await stopSending(world, { member: c.var.member })
    return c.body(null, 204)
  })
}
