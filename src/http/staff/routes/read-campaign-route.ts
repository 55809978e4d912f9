import { createRoute } from '@hono/zod-openapi'
import { describeCampaign } from '#actions/describe-campaign'
import { refusals } from '../api-problem.ts'
import { campaignSchema, presentCampaign } from '../present-campaign.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}',
  tags: ['Campaigns'],
  summary: 'Read a campaign',
  description: 'Its status, its newest revision, who wrote, submitted and approved it, and the fingerprint to approve.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The campaign.', content: { 'application/json': { schema: campaignSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function readCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const campaign = await describeCampaign(world, { campaignId: c.req.valid('param').id })
    return c.json(presentCampaign(campaign), 200)
  })
}
