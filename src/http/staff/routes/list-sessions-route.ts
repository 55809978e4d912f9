import { createRoute, z } from '@hono/zod-openapi'
import { refusals } from '../api-problem.ts'
import { instantSchema, presentInstant, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const sessionsSchema = z.object({
  sessions: z.array(
    z
      .object({
        id: z.string(),
        createdAt: instantSchema,
        expiresAt: instantSchema,
        confirmedAt: instantSchema.nullable().openapi({ description: 'When a second factor was last shown in it.' }),
        isThis: z.boolean().openapi({ description: 'Whether it is the one that asks.' }),
      })
      .openapi('Session'),
  ),
})

const route = createRoute({
  method: 'get',
  path: '/api/me/sessions',
  tags: ['Staff'],
  summary: 'List your sessions',
  description: 'Where from, nobody knows: neither network addresses nor browsers are kept. Each ends after 12 hours.',
  ...signedIn,
  responses: {
    200: { description: 'The newest first.', content: { 'application/json': { schema: sessionsSchema } } },
    ...refusals('sign-in-required', 'key-not-accepted'),
  },
})

export function listSessionsRoute({ auth }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const { session: own } = c.var.member
    const sessions = await auth.listSessions(c.req.raw.headers)
    const newestFirst = sessions.toSorted((one, other) => Temporal.Instant.compare(other.createdAt, one.createdAt))
    const presented = newestFirst.map(({ id, createdAt, expiresAt, secondFactorAt }) => ({
      id,
      createdAt: presentInstant(createdAt),
      expiresAt: presentInstant(expiresAt),
      confirmedAt: presentOptionalInstant(secondFactorAt),
      isThis: id === own?.id,
    }))
    return c.json({ sessions: presented }, 200)
  })
}
