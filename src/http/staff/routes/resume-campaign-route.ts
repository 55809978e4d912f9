import { createRoute } from '@hono/zod-openapi'
import { resumeCampaign } from '#actions/resume-campaign'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedIn, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/resume',
  tags: ['Campaigns'],
  summary: 'Resume a campaign',
  description:
    'Lets a paused or held campaign go on. For one held as late, this is the decision to send late. No body.',
  ...signedIn,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'It goes on.' },
    ...refusals(
      'sign-in-required',
      'role-missing',
      'not-found',
      'campaign-not-paused',
      'campaign-finished',
      'provider-stopped',
    ),
  },
})

export function resumeCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await resumeCampaign(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
