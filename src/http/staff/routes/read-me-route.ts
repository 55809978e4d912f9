import { createRoute, z } from '@hono/zod-openapi'
import { localeSchema } from '#domain/locale'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { createStaffRouter, signedIn } from '../staff-env.ts'

const meSchema = z
  .object({ id: z.string(), name: z.string(), email: z.string(), role: staffRoleSchema, locale: localeSchema })
  .openapi('Me', {
    example: { id: 'c0nS0le', name: 'Haneul Seo', email: 'haneul@staff.example', role: 'editor', locale: 'ko' },
  })

const route = createRoute({
  method: 'get',
  path: '/api/me',
  tags: ['Staff'],
  summary: 'Who is signed in',
  description: 'The member of staff whom the session cookie belongs to, with their role and language.',
  ...signedIn,
  responses: {
    200: { description: 'The member of staff.', content: { 'application/json': { schema: meSchema } } },
    ...refusals('sign-in-required'),
  },
})

export function readMeRoute() {
  return createStaffRouter().openapi(route, (c) => {
    const { id, name, email, role, locale } = c.var.member
    return c.json({ id, name, email, role, locale }, 200)
  })
}
