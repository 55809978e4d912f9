import { createRoute, z } from '@hono/zod-openapi'
import { localeSchema } from '#domain/locale-schema'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import type { JoinStaff } from '../join-staff.ts'
import { passwordLength } from '../password.ts'
import { createStaffRouter } from '../staff-env.ts'

const bodySchema = z.strictObject({
  name: z.string(),
  email: z.string(),
  password: z.string().openapi({ format: 'password', minLength: passwordLength.min, maxLength: passwordLength.max }),
  locale: localeSchema.default('en').openapi({ description: 'The language in which they are answered.' }),
})

const example = {
  name: 'Haneul Seo',
  email: 'haneul@staff.example',
  password: 'four plain words here',
  locale: 'ko',
} as const

const joinedSchema = z.object({ id: z.string(), role: staffRoleSchema })

const route = createRoute({
  method: 'post',
  path: '/api/invitations/{token}/accept',
  tags: ['Staff'],
  summary: 'Accept an invitation',
  description:
    'Uses up an invitation and makes the account. Needs no session; the token in the path is the permission.',
  request: {
    params: z.object({ token: z.string().max(200) }),
    body: { required: true, content: { 'application/json': { schema: bodySchema, example } } },
  },
  responses: {
    201: { description: 'The account. Sign in with it.', content: { 'application/json': { schema: joinedSchema } } },
    ...refusals('input-invalid', 'invitation-invalid'),
  },
})

export function acceptInvitationRoute(joinStaff: JoinStaff) {
  return createStaffRouter().openapi(route, async (c) => {
    const { staffId, role } = await joinStaff(c.req.valid('param').token, c.req.valid('json'))
    return c.json({ id: staffId, role }, 201)
  })
}
