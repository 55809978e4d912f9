import { createRoute, z } from '@hono/zod-openapi'
import { listMembers } from '#actions/list-members'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const membersSchema = z.object({
  members: z.array(
    z
      .object({
        id: z.string(),
        name: z.string(),
        email: z.string(),
        role: staffRoleSchema,
        joinedAt: instantSchema,
        hasSecondFactor: z.boolean().openapi({ description: 'Without one they can approve nothing.' }),
      })
      .openapi('Member'),
  ),
})

const route = createRoute({
  method: 'get',
  path: '/api/staff',
  tags: ['Staff'],
  summary: 'List the staff',
  description: 'For administrators: everybody who works here now, in the order in which they joined.',
  ...signedIn,
  responses: {
    200: { description: 'The staff.', content: { 'application/json': { schema: membersSchema } } },
    ...refusals('sign-in-required', 'role-missing', 'key-not-accepted'),
  },
})

export function listMembersRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const members = await listMembers(world, { member: c.var.member })
    const presented = members.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: presentInstant(joinedAt) }))
    return c.json({ members: presented }, 200)
  })
}
