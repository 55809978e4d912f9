import { createRoute } from '@hono/zod-openapi'
import { cancelCampaign } from '#actions/cancel-campaign'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/cancel',
  tags: ['Campaigns'],
  summary: 'Cancel a campaign',
  description: 'Ends it for good. What has left has left; nobody else is written to. No body.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'Cancelled.' },
    ...refusals('sign-in-required', 'role-missing', 'not-found', 'campaign-finished'),
  },
})

export function cancelCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await cancelCampaign(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
