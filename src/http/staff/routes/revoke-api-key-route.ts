import { createRoute } from '@hono/zod-openapi'
import { revokeApiKey } from '#actions/revoke-api-key'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/api-keys/{id}',
  tags: ['Staff'],
  summary: 'Revoke a key',
  description: 'For administrators. It ends at once; a key that may have leaked is no time to look for a telephone.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Revoked.' },
    ...refusals('sign-in-required', 'role-missing', 'key-not-accepted', 'not-found'),
  },
})

export function revokeApiKeyRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await revokeApiKey(world, { member: c.var.member, keyId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
