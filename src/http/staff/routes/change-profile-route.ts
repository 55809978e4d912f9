import { createRoute, z } from '@hono/zod-openapi'
import { changeProfile } from '#actions/change-profile'
import { localeSchema } from '#domain/locale-schema'
import { plainLine } from '#domain/plain-text'
import { refusals } from '../api-problem.ts'
import { staffNameLengthMax } from '../join-staff.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const nameSchema = z.string().trim().min(1).pipe(plainLine(staffNameLengthMax))

const bodySchema = z.strictObject({ name: nameSchema.optional(), locale: localeSchema.optional() })

const route = createRoute({
  method: 'patch',
  path: '/api/me',
  tags: ['Staff'],
  summary: 'Change your name or language',
  description: 'What is absent stays. The name stands beside what you write and approve, also what you wrote before.',
  ...signedIn,
  request: {
    body: { required: true, content: { 'application/json': { schema: bodySchema, example: { locale: 'ko' } } } },
  },
  responses: {
    204: { description: 'Changed.' },
    ...refusals('input-invalid', 'sign-in-required', 'key-not-accepted'),
  },
})

export function changeProfileRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { name, locale } = c.req.valid('json')
    await changeProfile(world, {
      member: c.var.member,
      ...(name !== undefined && { name }),
      ...(locale !== undefined && { locale }),
    })
    return c.body(null, 204)
  })
}
