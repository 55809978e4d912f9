import { createRoute } from '@hono/zod-openapi'
import { removeStaff } from '#actions/remove-staff'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { staffIdParamSchema } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/staff/{id}',
  tags: ['Staff'],
  summary: 'Take somebody off the staff',
  description:
    'For administrators. Their sessions end and their keys are revoked at once; password, second factors and address are forgotten. What they wrote and did keeps their name.',
  ...recentlyConfirmed('manage-staff'),
  request: { params: staffIdParamSchema },
  responses: {
    204: { description: 'They have left.' },
    ...refusals(
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
      'not-found',
      'last-administrator',
    ),
  },
})

export function removeStaffRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await removeStaff(world, { member: c.var.member, staffId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
