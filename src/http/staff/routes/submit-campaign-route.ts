import { createRoute } from '@hono/zod-openapi'
import { submitCampaign } from '#actions/submit-campaign'
import { refusals } from '../api-problem.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'post',
  path: '/api/campaigns/{id}/submit',
  tags: ['Campaigns'],
  summary: 'Put up for approval',
  description: 'Holds the campaign against everything that must be right, and names the first thing to mend. No body.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    204: { description: 'In review.' },
    ...refusals(
      'sign-in-required',
      'role-missing',
      'scope-missing',
      'not-found',
      'campaign-already-released',
      'campaign-finished',
      'date-tentative',
      'draft-void',
      'revision-missing',
      'organisation-incomplete',
      'schedule-missing',
      'schedule-in-past',
      'audience-empty',
      'language-missing',
      'fact-unacknowledged',
      'fact-unknown',
      'fact-retired',
      'check-failed',
      'letter-too-large',
    ),
  },
})

export function submitCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    await submitCampaign(world, { member: c.var.member, campaignId: c.req.valid('param').id })
    return c.body(null, 204)
  })
}
