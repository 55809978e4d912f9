import { createRoute, z } from '@hono/zod-openapi'
import { changeRole } from '#actions/change-role'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { staffIdParamSchema } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ role: staffRoleSchema })

const route = createRoute({
  method: 'put',
  path: '/api/staff/{id}/role',
  tags: ['Staff'],
  summary: 'Change somebody’s role',
  description: 'For administrators. It holds from their next request on, for their keys too. One administrator stays.',
  ...recentlyConfirmed('manage-staff'),
  request: {
    params: staffIdParamSchema,
    body: { required: true, content: { 'application/json': { schema: bodySchema, example: { role: 'approver' } } } },
  },
  responses: {
    204: { description: 'Changed.' },
    ...refusals(
      'input-invalid',
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

export function changeRoleRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { role } = c.req.valid('json')
    await changeRole(world, { member: c.var.member, staffId: c.req.valid('param').id, role })
    return c.body(null, 204)
  })
}
