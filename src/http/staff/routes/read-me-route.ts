import { createRoute, z } from '@hono/zod-openapi'
import { limits } from '#domain/limits'
import { localeSchema } from '#domain/locale-schema'
import { confirmationWays, confirmationWaysOf, isRecentlyConfirmed } from '#domain/second-factor'
import { staffRoleSchema } from '#domain/staff'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: staffRoleSchema,
    locale: localeSchema,
    secondFactors: z
      .array(z.enum(confirmationWays))
      .openapi({ description: 'How they can confirm that it is they; empty until they set up a second factor.' }),
    confirmedUntil: instantSchema
      .nullable()
      .openapi({ description: 'Until when nothing asks for a second factor again; null when everything grave does.' }),
  })
  .openapi('Me', {
    example: {
      id: 'c0nS0le',
      name: 'Haneul Seo',
      email: 'haneul@staff.example',
      role: 'editor',
      locale: 'ko',
      secondFactors: ['passkey'],
      confirmedUntil: '2026-07-14T00:10:00Z',
    },
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
    ...refusals('sign-in-required', 'key-not-accepted'),
  },
})

export function readMeRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { id, name, email, role, locale, session } = c.var.member
    const secondFactors = confirmationWaysOf(await c.var.findSecondFactors(id))
    const confirmedAt = session?.secondFactorAt ?? null
    const confirmedUntil =
      confirmedAt && isRecentlyConfirmed(confirmedAt, world.now())
        ? presentInstant(confirmedAt.add({ minutes: limits.confirmationMinutes }))
        : null
    return c.json({ id, name, email, role, locale, secondFactors, confirmedUntil }, 200)
  })
}
