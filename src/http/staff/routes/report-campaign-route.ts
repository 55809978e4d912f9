import { createRoute } from '@hono/zod-openapi'
import { reportCampaign } from '#actions/report-campaign'
import { refusals } from '../api-problem.ts'
import { presentReport, reportSchema } from '../present-report.ts'
import { idParamSchema } from '../presented.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const route = createRoute({
  method: 'get',
  path: '/api/campaigns/{id}/report',
  tags: ['Campaigns'],
  summary: 'Report on a campaign',
  description:
    'What became of everyone it was for, in exact counts that balance at every moment, since they tell no kind of reader from another. Reasons of readers (`dropped`) do, and are told in tens, as are languages in `/outcome`. No report names a reader. What providers told after they took a letter is counted once for each letter and fact; one letter may be `delivered` and `complained` about.',
  ...signedInOrKey,
  request: { params: idParamSchema },
  responses: {
    200: { description: 'The counts.', content: { 'application/json': { schema: reportSchema } } },
    ...refusals('sign-in-required', 'not-found'),
  },
})

export function reportCampaignRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    return c.json(presentReport(await reportCampaign(world, { campaignId: c.req.valid('param').id })), 200)
  })
}
