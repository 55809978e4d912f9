import { createRoute, z } from '@hono/zod-openapi'
import { listInvitations } from '#actions/list-invitations'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { instantSchema, personSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const invitationsSchema = z.object({
  invitations: z.array(
    z
      .object({
        id: z.uuid(),
        role: staffRoleSchema,
        invitedBy: personSchema.nullable().openapi({ description: 'Null for one made at the server’s console.' }),
        createdAt: instantSchema,
        expiresAt: instantSchema,
      })
      .openapi('Invitation'),
  ),
})

const route = createRoute({
  method: 'get',
  path: '/api/staff/invitations',
  tags: ['Staff'],
  summary: 'List open invitations',
  description: 'For administrators: those that can still be accepted, the newest first. Their links are not kept.',
  ...signedIn,
  responses: {
    200: { description: 'The invitations.', content: { 'application/json': { schema: invitationsSchema } } },
    ...refusals('sign-in-required', 'role-missing', 'key-not-accepted'),
  },
})

export function listInvitationsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const invitations = await listInvitations(world, { member: c.var.member })
    const presented = invitations.map(({ createdAt, expiresAt, ...invitation }) => ({
      ...invitation,
      createdAt: presentInstant(createdAt),
      expiresAt: presentInstant(expiresAt),
    }))
    return c.json({ invitations: presented }, 200)
  })
}
