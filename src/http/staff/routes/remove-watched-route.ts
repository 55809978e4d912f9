import { createRoute } from '@hono/zod-openapi'
import { removeWatched } from '#actions/remove-watched'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/watch-list/{id}',
  tags: ['Watch-list'],
  summary: 'Stop watching for something',
  description: 'For administrators. The entry goes; that it was there and who removed it stays in the record.',
  ...recentlyConfirmed('manage-watch-list'),
  request: { params: idParamSchema },
  responses: {
    204: { description: 'No longer watched for.' },
    ...refusals(
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'not-found',
    ),
  },
})

export function removeWatchedRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await removeWatched(world, { member: c.var.member, entryId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
