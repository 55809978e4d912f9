import { createRoute } from '@hono/zod-openapi'
import { resumeProvider } from '#actions/resume-provider'
import { refusals } from '../api-problem.ts'
import { providerParamSchema } from '../present-sending.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/sending/providers/{name}/resume',
  tags: ['Sending'],
  summary: 'Resume a provider',
  description: 'Lets mail leave by it again. Campaigns that were held because of it wait to be resumed. No body.',
  ...signedIn,
  request: { params: providerParamSchema },
  responses: {
    204: { description: 'Mail may leave by it.' },
    ...refusals('sign-in-required', 'role-missing', 'not-found', 'provider-unknown'),
  },
})

export function resumeProviderRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await resumeProvider(world, { member: c.var.member, provider: c.req.valid('param').name })
    return c.body(null, 204)
  })
}
