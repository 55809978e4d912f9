import { createRoute, z } from '@hono/zod-openapi'
import { listApiKeys } from '#actions/list-api-keys'
import { refusals } from '../api-problem.ts'
import { instantSchema, personSchema, presentInstant, presentOptionalInstant } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const keysSchema = z.object({
  keys: z.array(
    z
      .object({
        id: z.uuid(),
        name: z.string(),
        scopes: z.array(z.string()),
        createdBy: personSchema,
        createdAt: instantSchema,
        expiresAt: instantSchema,
        lastUsedOn: z.iso.date().nullable().openapi({ description: 'A day in UTC.' }),
        revokedAt: instantSchema.nullable(),
      })
      .openapi('ApiKey'),
  ),
})

const route = createRoute({
  method: 'get',
  path: '/api/api-keys',
  tags: ['Staff'],
  summary: 'List keys',
  description: 'For administrators: every key that there ever was, newest first, without the keys themselves.',
  ...signedIn,
  responses: {
    200: { description: 'The keys.', content: { 'application/json': { schema: keysSchema } } },
    ...refusals('sign-in-required', 'role-missing', 'key-not-accepted'),
  },
})

export function listApiKeysRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const keys = await listApiKeys(world, { member: c.var.member })
    const presented = keys.map(({ scopes, createdAt, expiresAt, lastUsedOn, revokedAt, ...key }) => ({
      ...key,
      scopes: [...scopes],
      createdAt: presentInstant(createdAt),
      expiresAt: presentInstant(expiresAt),
      lastUsedOn: lastUsedOn?.toString() ?? null,
      revokedAt: presentOptionalInstant(revokedAt),
    }))
    return c.json({ keys: presented }, 200)
  })
}
