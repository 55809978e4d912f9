import { createRoute } from '@hono/zod-openapi'
import { revokeInvitation } from '#actions/revoke-invitation'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/staff/invitations/{id}',
  tags: ['Staff'],
  summary: 'Take back an invitation',
  description: 'For administrators. Its link stops working at once.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Taken back.' },
    ...refusals('sign-in-required', 'role-missing', 'key-not-accepted', 'not-found'),
  },
})

export function revokeInvitationRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await revokeInvitation(world, { member: c.var.member, invitationId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
