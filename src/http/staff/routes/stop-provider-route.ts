import { createRoute } from '@hono/zod-openapi'
import { stopProvider } from '#actions/stop-provider'
import { refusals } from '../api-problem.ts'
import { providerParamSchema } from '../present-sending.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/sending/providers/{name}/stop',
  tags: ['Sending'],
  summary: 'Stop a provider',
  description:
    'Lets nothing more leave by it, before its next batch. Each campaign that goes by it then does what its policy says. No body.',
  ...signedInOrKey,
  request: { params: providerParamSchema },
  responses: {
    204: { description: 'Nothing more leaves by it.' },
    ...refusals('sign-in-required', 'role-missing', 'scope-missing', 'not-found', 'provider-unknown'),
  },
})

export function stopProviderRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await stopProvider(world, { member: c.var.member, provider: c.req.valid('param').name })
    return c.body(null, 204)
  })
}
