import { createRoute, z } from '@hono/zod-openapi'
import { listCampaigns } from '#actions/read-campaign'
import { limits } from '#domain/limits'
import { refusals } from '../api-problem.ts'
import { campaignSummarySchema, presentCampaignSummary } from '../present-campaign.ts'
import { createStaffRouter, signedInOrKey, type StaffParts } from '../staff-env.ts'

const querySchema = z.object({
  before: z.uuid().optional().openapi({ description: 'The `next` of the page before.' }),
})

const listSchema = z.object({
  campaigns: z.array(campaignSummarySchema),
  next: z.uuid().nullable().openapi({ description: 'Continues the list; null on the last page.' }),
})

const route = createRoute({
  method: 'get',
  path: '/api/campaigns',
  tags: ['Campaigns'],
  summary: 'List campaigns',
  description: `Newest first, ${limits.pageSizeMax} to a page.`,
  ...signedInOrKey,
  request: { query: querySchema },
  responses: {
    200: { description: 'One page of campaigns.', content: { 'application/json': { schema: listSchema } } },
    ...refusals('input-invalid', 'sign-in-required'),
  },
})

export function listCampaignsRoute({ world }: StaffParts) {
  return createStaffRouter().openapi(route, async (c) => {
    const campaigns = (await listCampaigns(world, c.req.valid('query'))).map(presentCampaignSummary)
    const next = campaigns.length < limits.pageSizeMax ? null : (campaigns.at(-1)?.id ?? null)
    return c.json({ campaigns, next }, 200)
  })
}
