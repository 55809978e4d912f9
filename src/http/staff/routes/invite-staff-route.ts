import { createRoute, z } from '@hono/zod-openapi'
import { inviteStaff } from '#actions/invite-staff'
import { limits } from '#domain/limits'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { recentlyConfirmed } from '../confirmed.ts'
import { instantSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, type StaffParts } from '../staff-env.ts'

const bodySchema = z.strictObject({ role: staffRoleSchema })

const answerSchema = z.object({
  url: z.url().openapi({ description: 'Works once. Hand it over in person or on a channel you trust.' }),
  expiresAt: instantSchema,
})

const route = createRoute({
  method: 'post',
  path: '/api/staff/invitations',
  tags: ['Staff'],
  summary: 'Invite somebody to the staff',
  description: `For administrators: makes a link by which one person joins with a role, within ${limits.invitationHours} hours. The link is shown once.`,
  ...recentlyConfirmed('manage-staff'),
  request: {
    body: { required: true, content: { 'application/json': { schema: bodySchema, example: { role: 'editor' } } } },
  },
  responses: {
    201: { description: 'The link.', content: { 'application/json': { schema: answerSchema } } },
    ...refusals(
      'input-invalid',
      'sign-in-required',
      'role-missing',
      'step-up-required',
      'second-factor-missing',
      'key-not-accepted',
    ),
  },
})

export function inviteStaffRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { role } = c.req.valid('json')
    const { url, expiresAt } = await inviteStaff(world, { member: c.var.member, role })
    return c.json({ url, expiresAt: presentInstant(expiresAt) }, 201)
  })
}
