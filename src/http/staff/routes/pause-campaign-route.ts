import { createRoute } from '@hono/zod-openapi'
import { pauseCampaign } from '#actions/pause-campaign'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/pause',
  tags: ['Campaigns'],
  summary: 'Pause a campaign',
  description: 'Keeps the next batch from leaving, until somebody resumes it. No body.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Paused.' },
    ...refusals(
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-not-released',
      'campaign-paused',
      'campaign-finished',
    ),
  },
})

export function pauseCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await pauseCampaign(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
